import { createOtaClient, createTestClock, type OtaClient, type OtaClientOptions } from "../../src/index.ts";

/** A request as the gateway received it. */
export interface Got {
  readonly path: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

type Answer = Response | Error | Promise<Response>;

/** A gateway in the form of a `fetch`: issues the tokens t1, t2, …, and answers searches as configured. */
export class Gateway {
  readonly clock = createTestClock({ start: Date.UTC(2026, 0, 1) });
  readonly searches: Got[] = [];
  readonly tokenCalls: Got[] = [];
  /** The responses to searches, in order; the last is repeated. */
  answers: (() => Answer)[] = [() => found()];
  /** The responses to token calls, in order; afterwards each call gets a token. */
  tokenAnswers: ((got: Got) => Answer)[] = [];
  /** The lifetime of tokens, in seconds. */
  expire = 7200;
  #tokens = 0;

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname: path } = new URL(url);
    const signal = init.signal as AbortSignal;
    const got: Got = { path, url, body: String(init.body), headers: new Headers(init.headers), signal };
    if (signal.aborted) throw signal.reason;
    const answer = path.includes("/token/") ? this.#token(got) : this.#search(got);
    if (answer instanceof Error) throw answer;
    return answer;
  };

  #token(got: Got): Answer {
    this.tokenCalls.push(got);
    const answer = this.tokenAnswers.shift();
    return answer?.(got) ?? tokenAnswer(`t${++this.#tokens}`, this.expire);
  }

  #search(got: Got): Answer {
    this.searches.push(got);
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    return answer?.() ?? found();
  }

  client(options: OtaClientOptions = {}): OtaClient {
    return createOtaClient({ ...this.options(), ...options });
  }

  options(): OtaClientOptions {
    return {
      baseUrl: "https://gateway.example",
      orgId: "o1",
      auth: { accessKey: "the-access-key", secretKey: "the-secret-key" },
      fetch: this.fetch,
      clock: this.clock,
    };
  }
}

/** A JSON answer. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { ...init, headers });
}

/** A page with the jobs of these IDs. */
export function found(...ids: string[]): Response {
  const pagination = { pageNo: 1, pageSize: 50, totalSize: ids.length };
  return json({ code: 0, msg: "OK", requestId: "r1", data: ids.map((jobId) => ({ jobId })), pagination });
}

/** A business failure. */
export function failure(code: number, msg = "no"): Response {
  return json({ code, msg, requestId: `r${code}`, data: null });
}

/** A response with a token. */
export function tokenAnswer(accessToken: string, expire = 7200): Response {
  return json({ status: 0, msg: "SUCCESS", business: "apim-token-service", data: { accessToken, expire } });
}

/** A response that never arrives, and rejects only when its signal is aborted. */
export function never(signal?: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

/** Returns the reason that a promise rejects with. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("was not rejected");
}
