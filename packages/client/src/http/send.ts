import { type Authorizer, noAuthorizer } from "../auth/authorization.ts";
import type { Config } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { isOtaError } from "../errors.ts";
import { checkHeaders } from "../headers.ts";
import type { CallOptions } from "../options.ts";
import type { Answer } from "./answer.ts";
import { createAttempt } from "./attempt.ts";
import type { Operation } from "./operation.ts";
import { type Retry, RetryPolicy } from "./retry.ts";
import type { ServerClock } from "./serverClock.ts";

/** A request before it is authorized. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** The body, or a function that returns that of an attempt: a token call needs a new one each time. */
  readonly body: string | undefined | ((timestamp: number) => Promise<string>);
  /** What the spec says about the operation; undefined for one that it does not have. */
  readonly operation: Operation | undefined;
}

/** Sends a request, with its retries, within the deadline of the call. */
export type Send = (request: OutgoingRequest, call: CallOptions) => Promise<Answer>;

/**
 * Makes a {@link Send}: each attempt is authorized anew and sent by `attempt`; `retry` decides whether there is another.
 *
 * @param keys The secrets of the client, which are redacted in all texts that come from elsewhere.
 */
export function createSend(
  config: Config,
  serverClock: ServerClock,
  authorizer: Authorizer,
  keys: readonly string[],
): Send {
  const { clock, log } = config;
  const attempt = createAttempt(config, serverClock, keys);
  const authorizerFor = (operation: Operation | undefined): Authorizer =>
    operation?.signed === false ? noAuthorizer : authorizer;
  const now = (): number => Math.round(serverClock.now());

  return async (request, call) => {
    const totalMs = call.totalTimeoutMs ?? config.totalTimeoutMs;
    const timeoutMs = call.timeoutMs ?? config.timeoutMs;
    const policy = new RetryPolicy(clock, call.maxRetries ?? config.maxRetries, clock.now() + totalMs);
    const headers = checkHeaders("headers", call.headers);
    for (const [name, value] of request.headers) headers.set(name, value);
    const { method, url, operation } = request;
    let attempts = 0;

    /** Makes one attempt; returns its answer, or how to go on. Throws when the call fails. */
    const attemptOnce = async (signal: AbortSignal): Promise<Answer | Retry> => {
      const { offset } = serverClock;
      let refuse: Awaited<ReturnType<Authorizer["authorize"]>>["refuse"];
      try {
        const body = typeof request.body === "function" ? await request.body(now()) : request.body;
        const authorization = await authorizerFor(operation).authorize({ method, url, body, signal }, now);
        refuse = authorization.refuse;
        attempts++;
        const complete = { method, url, body, headers, authorization: authorization.headers, operation };
        const answer = await withDeadline(clock, signal, timeoutMs, "attempt", (attemptSignal) =>
          attempt(complete, attemptSignal),
        );
        return { ...answer, attempts };
      } catch (error) {
        if (signal.aborted || !isOtaError(error)) throw error;
        // A failed token call counts as an attempt of this call, and as a retry if there is another.
        if (!refuse) attempts += error.attempts;
        const retry = policy.next({ error, clockCorrected: serverClock.offset !== offset, refuse });
        if (!retry) throw error;
        return retry;
      }
    };

    const run = async (signal: AbortSignal): Promise<Answer> => {
      for (;;) {
        const outcome = await attemptOnce(signal);
        if ("json" in outcome) return outcome;
        const { level, message, retries, waitMs } = outcome;
        log(level, message, { after: outcome.after, retries, waitMs: Math.round(waitMs) });
        if (waitMs > 0) await clock.sleep(waitMs, signal);
      }
    };

    try {
      return await withDeadline(clock, call.signal, totalMs, "total", run);
    } catch (thrown) {
      if (isOtaError(thrown)) Object.assign(thrown, { attempts });
      throw thrown;
    }
  };
}
