import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { authHeaders, errorCodes, type Logger, OtaApiError, OtaHttpError, sign } from "@enos-ota/client";
import { routes } from "@enos-ota/mock/cli";

/** Whom to ask, and how fast. */
export interface WireOptions {
  readonly baseUrl: string;
  readonly orgId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Between two requests, in milliseconds. */
  readonly pauseMs: number;
  readonly signal: AbortSignal;
  /** Is told of each request and response: their paths, never headers or bodies. */
  readonly logger?: Logger | undefined;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** What came back. */
export interface WireAnswer {
  readonly status: number;
  /** The code of the body: `code`, of a token call `status`. */
  readonly code: number | undefined;
  readonly message: string;
  readonly body: unknown;
  /** Whether the request was accepted. */
  readonly isAccepted: boolean;
}

/** How a search differs from a correct one. */
export interface SearchVariant {
  readonly contentType?: string;
  readonly token?: string;
  readonly isTokenMissing?: boolean;
  readonly isSignatureWrong?: boolean;
}

/** EnOS asked us to slow down. */
export class Throttled extends Error {
  override readonly name = "Throttled";
}

/** Sends requests as they are, where the client would correct them; only tokens, refreshes and searches. */
export class Wire {
  readonly #options: WireOptions;
  #token: string | undefined;
  #last = 0;
  #sent: readonly [url: string, body: string | undefined, headers: Record<string, string>] | undefined;
  /** Requests sent so far. */
  requests = 0;

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** Searches with a body as it is; undefined: without one. */
  async search(body: object | string | undefined, variant: SearchVariant = {}): Promise<WireAnswer> {
    const { orgId, secretKey } = this.#options;
    const url = `${this.#url("searchOtaJobs")}?${new URLSearchParams({ action: "search", orgId })}`;
    const text = typeof body === "object" ? JSON.stringify(body) : body;
    const accessToken = variant.token ?? (await this.#ownToken());
    const timestamp = this.#timestamp();
    const signature = await sign({
      ...{ url, body: text, accessToken, timestamp },
      secretKey: variant.isSignatureWrong ? `${secretKey}0` : secretKey,
    });
    return this.#send(url, text, {
      "content-type": variant.contentType ?? "application/json",
      ...(!variant.isTokenMissing && { [authHeaders.accessToken]: accessToken }),
      [authHeaders.signature]: signature,
      [authHeaders.timestamp]: String(timestamp),
    });
  }

  /** Sends the last request again, with the same signature. */
  async repeat(): Promise<WireAnswer> {
    if (!this.#sent) throw new Error("There is no request to repeat.");
    return this.#send(...this.#sent);
  }

  /** Asks for a token. */
  async getToken({
    ageMs = 0,
    isText = false,
  }: {
    ageMs?: number;
    isText?: boolean;
  } = {}): Promise<WireAnswer> {
    const { accessKey, secretKey } = this.#options;
    const timestamp = this.#timestamp() - ageMs;
    const encryption = sha256(`${accessKey}${timestamp}${secretKey}`);
    const body = { appKey: accessKey, encryption, timestamp: isText ? String(timestamp) : timestamp };
    return this.#callTokenService("getAccessToken", body);
  }

  /** Refreshes a token. */
  async refreshToken(accessToken: string): Promise<WireAnswer> {
    const { accessKey, secretKey } = this.#options;
    const timestamp = this.#timestamp();
    const encryption = sha256(`${accessKey}${timestamp}${secretKey}`);
    return this.#callTokenService("refreshAccessToken", {
      appKey: accessKey,
      encryption,
      accessToken,
      timestamp,
    });
  }

  async #ownToken(): Promise<string> {
    this.#token ??= tokenOf(await this.getToken());
    return this.#token;
  }

  #callTokenService(operation: "getAccessToken" | "refreshAccessToken", body: object): Promise<WireAnswer> {
    return this.#send(this.#url(operation), JSON.stringify(body), { "content-type": "application/json" });
  }

  #url(operation: string): string {
    const path = routes.find((route) => route.operation === operation)?.path ?? "";
    return `${this.#options.baseUrl.replace(/\/+$/, "")}${path}`;
  }

  /** EnOS refuses two token calls with the same time. */
  #timestamp(): number {
    this.#last = Math.max(this.#last + 1, Date.now());
    return this.#last;
  }

  async #send(url: string, body: string | undefined, headers: Record<string, string>): Promise<WireAnswer> {
    const { pauseMs, signal, logger } = this.#options;
    this.#sent = [url, body, headers];
    if (this.requests > 0 && pauseMs > 0) await sleep(pauseMs, undefined, { signal });
    this.requests++;
    const { pathname } = new URL(url);
    logger?.debug({ method: "POST", pathname }, "request");
    const sentAt = performance.now();
    const { response, text } = await this.#exchange(url, {
      method: "POST",
      headers,
      ...(body !== undefined && { body }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    });
    const ms = Math.round(performance.now() - sentAt);
    logger?.debug({ pathname, status: response.status, ms }, "response");
    const answer = readAnswer(response.status, text);
    if (response.status === 429 || response.headers.has("retry-after")) {
      throw new Throttled(
        `EnOS asked to slow down (HTTP ${response.status}) after ${this.requests} requests.`,
      );
    }
    return answer;
  }

  async #exchange(url: string, init: RequestInit): Promise<{ response: Response; text: string }> {
    const { signal, fetch = globalThis.fetch } = this.#options;
    try {
      const response = await fetch(url, init);
      return { response, text: await response.text() };
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(`No complete answer from ${new URL(url).host}: ${innermostReason(error)}.`, {
        cause: error,
      });
    }
  }
}

/** The code and message of the innermost cause: "fetch failed" alone says nothing of a connection that was refused. */
function innermostReason(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  const inner: unknown = first ?? (error instanceof Error ? error.cause : undefined);
  if (inner !== undefined) return innermostReason(inner);
  const code = String(member(error, "code") ?? "");
  const message = error instanceof Error ? error.message : String(error);
  return message.includes(code) ? message : `${code} ${message}`.trim();
}

/** A refusal that leaves nothing to ask, as the client would throw it. */
export function refusalOf(what: string, { status, code, message }: WireAnswer): OtaApiError | OtaHttpError {
  const text = `${what} (HTTP ${status}, code ${code ?? "none"}): ${message}`;
  if (code === undefined) return new OtaHttpError(text, { status });
  const codeName = Object.entries(errorCodes).find(([known]) => Number(known) === code)?.[1].name;
  return new OtaApiError(text, { status, code, codeName });
}

/** The token of an answer. @throws OtaApiError or OtaHttpError when there is none */
export function tokenOf(answer: WireAnswer): string {
  const token = member(member(answer.body, "data"), "accessToken");
  if (typeof token === "string" && token !== "") return token;
  throw refusalOf("EnOS returned no token", answer);
}

/** The member of an object, if it is one and has it. */
export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function readAnswer(status: number, text: string): WireAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const said = member(body, "code") ?? member(body, "status");
  const code = typeof said === "number" ? said : undefined;
  const message = String(member(body, "msg") ?? member(body, "message") ?? "");
  return { status, code, message, body, isAccepted: status < 400 && code === 0 };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
