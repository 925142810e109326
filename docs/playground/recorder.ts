import type { Middleware, OtaRequest } from "@enos-ota/client";

/** One attempt as it went over the wire, with what came back. */
export interface Attempt {
  readonly kind: "token" | "search";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  /** Milliseconds since the search was started. */
  readonly startMs: number;
  /** When the answer, or the failure, was there; undefined while in flight. */
  endMs: number | undefined;
  /** HTTP status; undefined without an answer. */
  status: number | undefined;
  /** `code` of the answer's body; of a token call, `status`. */
  code: number | undefined;
  /** What went wrong before there was an answer. */
  failure: string | undefined;
}

/** Records the attempts of one search at a time. */
export class Recorder {
  #started = performance.now();
  #attempts: Attempt[] = [];
  readonly #onChange: (attempts: readonly Attempt[]) => void;

  /** @param onChange receives a new list whenever an attempt starts or ends */
  constructor(onChange: (attempts: readonly Attempt[]) => void) {
    this.#onChange = onChange;
  }

  /** Forgets what was recorded; time starts again from zero. */
  restart(): void {
    this.#started = performance.now();
    this.#attempts = [];
  }

  /** Milliseconds since {@link restart}. */
  now(): number {
    return performance.now() - this.#started;
  }

  /** Goes into the client's `middleware`. */
  readonly middleware: Middleware = async (request, next) => {
    const attempts = this.#attempts;
    const attempt = startAttempt(request, this.now());
    attempts.push(attempt);
    this.#onChange([...attempts]);
    try {
      const response = await next(request);
      attempt.status = response.status;
      attempt.code = await readCode(response.clone());
      return response;
    } catch (error) {
      attempt.failure = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      attempt.endMs = this.now();
      this.#onChange([...attempts]);
    }
  };
}

function startAttempt({ method, url, headers, body }: OtaRequest, startMs: number): Attempt {
  return {
    kind: new URL(url).pathname.includes("/ota-jobs") ? "search" : "token",
    method,
    url,
    headers: [...headers],
    body,
    startMs,
    endMs: undefined,
    status: undefined,
    code: undefined,
    failure: undefined,
  };
}

async function readCode(response: Response): Promise<number | undefined> {
  try {
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null) return undefined;
    const code = "code" in body ? body.code : "status" in body ? body.status : undefined;
    return typeof code === "number" ? code : undefined;
  } catch {
    // A truncated body, or none: the client reports it.
    return undefined;
  }
}
