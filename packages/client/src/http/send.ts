import type { Authorization, Authorizer } from "../auth/authorization.ts";
import { type Config, checkHeaders } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { isOtaError, OtaConnectionError, type OtaError, OtaHttpError } from "../errors.ts";
import type { CallOptions } from "../options.ts";
import { type Answer, classify } from "./answer.ts";
import { readText } from "./body.ts";
import type { Next, OtaRequest } from "./middleware.ts";
import { createRedact, safeCause } from "./redact.ts";
import { backoff, retryAfterCapMs } from "./retry.ts";
import type { ServerClock } from "./serverClock.ts";

/** A request before it is authorized. */
export interface PlainRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Gives the body of an attempt. Token calls need a new one each time. */
  readonly body: (timestamp: number) => string | undefined | Promise<string | undefined>;
  /** Whether the answer has the form of the token service's. */
  readonly tokenCall?: boolean;
}

/** Sends requests: deadlines, repeats, authorization, middleware, and telling failures apart. */
export type Send = (request: PlainRequest, call: CallOptions) => Promise<Answer>;

/** Makes a {@link Send}. `secrets` are taken out of all texts that come from elsewhere. */
export function createSend(
  config: Config,
  serverClock: ServerClock,
  authorizer: Authorizer,
  secrets: readonly string[],
): Send {
  const { clock, log } = config;
  const now = (): number => Math.round(serverClock.now());

  // The onion: the first middleware is the outermost; `fetch` is its core.
  const dispatch = config.middleware.reduceRight<Next>(
    (next, middleware) => (request) => middleware(request, next),
    ({ url, method, headers, body, signal }) =>
      // Redirects are refused: they would carry the token to another host.
      config.fetch(url, { method, headers, signal, redirect: "manual", ...(body !== undefined && { body }) }),
  );

  return async (request, call) => {
    const totalMs = call.totalTimeoutMs ?? config.totalTimeoutMs;
    const maxRetries = call.maxRetries ?? config.maxRetries;
    const given = checkHeaders(call.headers);
    const deadline = clock.now() + totalMs;
    let attempts = 0;
    // A token call that failed counts as a retry of this call, so that one budget bounds both.
    let failedTokenCalls = 0;

    const run = async (signal: AbortSignal): Promise<Answer> => {
      let retries = 0;
      let renewed = false;
      let corrected = false;
      for (;;) {
        const seen = { clockChanged: false };
        let authorization: Authorization | undefined;
        try {
          const body = await request.body(now());
          const { method, url } = request;
          const authorized = await authorizer.authorize({ method, url, body, signal }, now);
          authorization = authorized;
          attempts++;
          const answer = await withDeadline(
            clock,
            signal,
            call.timeoutMs ?? config.timeoutMs,
            "attempt",
            (attemptSignal) => attempt(request, body, authorized, given, attemptSignal, seen),
          );
          return { ...answer, attempts };
        } catch (thrown) {
          if (signal.aborted || !isOtaError(thrown)) throw thrown;
          // By which code a wrong timestamp is refused is documented nowhere, so any answer may mean it.
          if (seen.clockChanged && !corrected && "status" in thrown) {
            corrected = true;
            log("warn", "the machine's clock is wrong; signing with the server's time", {});
            continue;
          }
          if (!authorization) failedTokenCalls += thrown.attempts;
          if (!renewed && authorization?.refuse?.(thrown)) {
            renewed = true;
            log("info", "the token was refused; getting another", {});
            continue;
          }
          const wait = retryWait(thrown, retries);
          if (retries >= maxRetries || wait === undefined || clock.now() + wait >= deadline) throw thrown;
          retries++;
          log("info", "repeating", { after: thrown.name, retries, waitMs: Math.round(wait) });
          await clock.sleep(wait, signal);
        }
      }
    };

    try {
      return await withDeadline(clock, call.signal, totalMs, "total", run);
    } catch (thrown) {
      if (isOtaError(thrown)) Object.assign(thrown, { attempts: attempts + failedTokenCalls });
      throw thrown;
    }
  };

  async function attempt(
    request: PlainRequest,
    body: string | undefined,
    authorization: Authorization,
    given: Headers,
    signal: AbortSignal,
    seen: { clockChanged: boolean },
  ): Promise<Omit<Answer, "attempts">> {
    const redact = createRedact([...secrets, ...Object.values(authorization.headers)]);
    const { pathname } = new URL(request.url);
    const started = clock.now();
    try {
      const headers = new Headers(config.headers);
      // What comes later wins: the signature's headers over all others.
      for (const more of [given, request.headers, new Headers(authorization.headers)]) {
        more.forEach((value, name) => {
          headers.set(name, value);
        });
      }
      const sent: OtaRequest = { method: request.method, url: request.url, headers, body, signal };
      log("debug", "request", { method: sent.method, pathname });

      const response = await dispatch(sent);
      seen.clockChanged = serverClock.learn(response);
      const { status } = response;
      log("debug", "response", { pathname, status, ms: clock.now() - started });
      if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
        response.body?.cancel().catch(() => {});
        throw new OtaHttpError(
          `The server redirects (${status}); the client does not follow, it would hand on the token. Check baseUrl.`,
          status,
        );
      }
      const text = await readText(response, config.maxResponseBytes, signal);
      const answer = classify(response, text, request.tokenCall ?? false, clock.now(), redact);
      return { ...answer, response, text };
    } catch (thrown) {
      if (signal.aborted) throw signal.reason;
      if (isOtaError(thrown)) throw thrown;
      const cause = safeCause(thrown, redact);
      throw new OtaConnectionError(
        `No complete answer from ${new URL(request.url).host}: ${reason(cause)}.`,
        {
          cause,
          retryable: true,
        },
      );
    }
  }

  function retryWait(error: OtaError, retries: number): number | undefined {
    if (!error.retryable) return undefined;
    const asked = "retryAfterMs" in error ? error.retryAfterMs : undefined;
    if (typeof asked !== "number") return backoff(retries, clock);
    // Not all at the same moment either.
    return asked > retryAfterCapMs ? undefined : asked + clock.random() * 250;
  }
}

/** The innermost message says most: "fetch failed" has the refused connection as its cause. */
function reason(cause: unknown): string {
  let at = cause;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  const code = at instanceof Error && "code" in at ? `${String(at.code)} ` : "";
  return at instanceof Error ? `${code}${at.message}`.trim() || at.name : String(at);
}
