import { type Authorization, type Authorizer, noAuthorizer } from "../auth/authorization.ts";
import type { Config } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { isOtaConfigError, isOtaError, type OtaError } from "../errors.ts";
import { checkHeaders } from "../headers.ts";
import type { CallOptions } from "../options.ts";
import { acquirePermit, type Permit, reportFailure } from "./acquire.ts";
import type { Answer } from "./answer.ts";
import { createAttempt } from "./attempt.ts";
import { copyCause, ErrorCopy } from "./cause.ts";
import { guardInstrumentation, type OperationObserver } from "./instrumentation.ts";
import type { Operation } from "./operation.ts";
import { createRedact, type Redact } from "./redact.ts";
import { RetryPolicy } from "./retry.ts";
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
export type Send = (request: OutgoingRequest, call: SendOptions) => Promise<Answer>;

/** What a call is sent with. */
export interface SendOptions extends CallOptions {
  /** Whether the first failure fails the call, even where another attempt would not count as a retry. @default false */
  readonly isSingleAttempt?: boolean;
}

/** What an attempt needs. */
interface Prepared {
  readonly permit: Permit;
  readonly body: string | undefined;
  readonly authorization: Authorization;
}

// A failed token call fails for all calls that wait for the token, with one error. How many requests it took is read
// before any of these calls writes its own number into it.
const tokenAttempts = new WeakMap<OtaError, number>();

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
  const { clock, log, acquire } = config;
  const attempt = createAttempt(config, serverClock, keys);
  const instrumentation = config.instrumentation && guardInstrumentation(config.instrumentation);
  const redact = createRedact(() => keys);
  const now = (): number => Math.round(serverClock.now());

  return async (request, call) => {
    const { method, url, operation } = request;
    const totalMs = call.totalTimeoutMs ?? config.totalTimeoutMs;
    const timeoutMs = call.timeoutMs ?? config.timeoutMs;
    const end = clock.now() + totalMs;
    const policy = new RetryPolicy(clock, call.maxRetries ?? config.maxRetries, end);
    const headers = mergeHeaders(config.headers, checkHeaders("headers", call.headers), request.headers);
    const name = operation?.name ?? method;
    const isSigned = operation?.signed !== false;
    const authorizations: Authorization["headers"][] = [];
    let attempts = 0;

    const withinTotal = <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> =>
      withDeadline(clock, call.signal, { ms: end - clock.now(), scope: "total", shownMs: totalMs }, run);

    const prepare = (): Promise<Prepared> =>
      withinTotal(async (signal) => {
        const { prepare, authorize: authorizeNow } = isSigned ? authorizer : noAuthorizer;
        const authorize = acquire && prepare ? await prepare(signal) : authorizeNow;
        const permit = acquire ? await acquirePermit(acquire, { operation: name, signal }) : {};
        try {
          const body = typeof request.body === "function" ? await request.body(now()) : request.body;
          const unsigned = { method, url, body, signal };
          const authorization = await authorize(unsigned, now);
          return { permit, body, authorization };
        } catch (error) {
          permit.release?.();
          throw error;
        }
      }).catch((error: unknown) => {
        throw withSafeCause(error, redact);
      });

    const attemptOnce = async (
      { permit, body, authorization }: Prepared,
      observer: OperationObserver | undefined,
    ): Promise<Omit<Answer, "attempts">> => {
      authorizations.push(authorization.headers);
      const complete = mergeHeaders(headers, new Headers(authorization.headers));
      const signed = {
        method,
        url,
        body,
        headers: complete,
        authorizations,
        operation,
      };
      const watched = observer?.startAttempt({ resendCount: attempts, method, url, headers: complete });
      attempts++;
      const leftMs = end - clock.now();
      const deadline =
        timeoutMs < leftMs
          ? ({ ms: timeoutMs, scope: "attempt" } as const)
          : ({ ms: leftMs, scope: "total", shownMs: totalMs } as const);
      const run = (): Promise<Omit<Answer, "attempts">> =>
        withDeadline(clock, call.signal, deadline, (signal) => attempt(signed, signal));
      try {
        const answer = await (watched ? watched.run(run) : run());
        watched?.end({ status: answer.response.status, error: undefined });
        return answer;
      } catch (error) {
        watched?.end({ status: statusOf(error), error });
        if (isOtaError(error)) reportFailure(permit, error);
        throw error;
      } finally {
        permit.release?.();
      }
    };

    const sendUntilDone = async (observer: OperationObserver | undefined): Promise<Answer> => {
      for (;;) {
        const { offset } = serverClock;
        let prepared: Prepared | undefined;
        try {
          prepared = await prepare();
          return { ...(await attemptOnce(prepared, observer)), attempts };
        } catch (error) {
          if (!isOtaError(error)) throw error;
          // A failed token call counts as an attempt of this call, and as a retry if there is another.
          if (!prepared) attempts += attemptsOf(error);
          const refuse = prepared?.authorization.refuse;
          const clockCorrected = serverClock.offset !== offset;
          const retry = call.isSingleAttempt ? undefined : policy.next({ error, clockCorrected, refuse });
          if (!retry) throw error;
          const { after, level, message, retries, waitMs } = retry;
          log(level, message, { after, retries, waitMs: Math.round(waitMs) });
          if (waitMs > 0) await withinTotal((signal) => clock.sleep(waitMs, signal));
        }
      }
    };

    const observer = instrumentation?.startOperation({
      operation: name,
      method,
      url,
      body: isSigned && typeof request.body === "string" ? request.body : undefined,
    });
    try {
      const run = (): Promise<Answer> => sendUntilDone(observer);
      const answer = await (observer ? observer.run(run) : run());
      observer?.end({ attempts, error: undefined, json: isSigned ? answer.json : undefined });
      return answer;
    } catch (error) {
      if (isOtaError(error)) Object.assign(error, { attempts });
      observer?.end({ attempts, error, json: undefined });
      throw error;
    }
  };
}

/** What a function of the user's threw may carry a request of its own, with its secrets. */
function withSafeCause(error: unknown, redact: Redact): unknown {
  if (!isOtaConfigError(error) || error.cause === undefined || error.cause instanceof ErrorCopy) return error;
  const cause = copyCause(error.cause, redact);
  return Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
}

function attemptsOf(error: OtaError): number {
  const known = tokenAttempts.get(error) ?? error.attempts;
  tokenAttempts.set(error, known);
  return known;
}

function statusOf(error: unknown): number | undefined {
  return isOtaError(error) && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;
}

/** Later headers win. */
function mergeHeaders(base: Headers, ...more: readonly Headers[]): Headers {
  const merged = new Headers(base);
  for (const headers of more) for (const [name, value] of headers) merged.set(name, value);
  return merged;
}
