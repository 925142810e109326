import { type Authorization, type Authorizer, noAuthorizer } from "../auth/authorization.ts";
import type { Config } from "../config.ts";
import { Cancellation, type Deadline, withDeadline } from "../deadline.ts";
import { isOtaError } from "../errors.ts";
import { checkHeaders, type PlainHeaders } from "../headers.ts";
import { acquirePermit, type Permit, reportFailure } from "./acquire.ts";
import type { Answer } from "./answer.ts";
import type { Attempt } from "./attempt.ts";
import { withSafeCause } from "./cause.ts";
import type { Instrumentation, OperationObserver } from "./instrumentation.ts";
import type { OutgoingRequest, SendOptions } from "./outgoingRequest.ts";
import type { Redact } from "./redact.ts";
import { RetryPolicy } from "./retry.ts";
import type { ServerClock } from "./serverClock.ts";

/** What all calls of a client have in common. */
export interface CallContext {
  readonly config: Config;
  readonly serverClock: ServerClock;
  readonly authorizer: Authorizer;
  readonly instrumentation: Instrumentation | undefined;
  readonly attempt: Attempt;
  readonly redact: Redact;
}

/** What an attempt needs before it is sent. */
interface Prepared {
  readonly permit: Permit;
  readonly body: string | undefined;
  readonly authorization: Authorization;
}

type AttemptAnswer = Omit<Answer, "attempts">;

/** One call: attempts until one succeeds, the retry policy gives up, or the deadline of the call has passed. */
export class Call {
  readonly #context: CallContext;
  readonly #request: OutgoingRequest;
  readonly #options: SendOptions;
  readonly #headers: PlainHeaders;
  readonly #policy: RetryPolicy;
  readonly #totalMs: number;
  /** When the call must be over, in epoch ms. */
  readonly #end: number;
  readonly #isSigned: boolean;
  /** The headers that authorized the attempts so far: servers may return any of them. */
  readonly #authorizations: PlainHeaders[] = [];
  #attempts = 0;

  /** @throws OtaConfigError for headers of the options that cannot be sent */
  constructor(context: CallContext, request: OutgoingRequest, options: SendOptions) {
    const { config } = context;
    this.#context = context;
    this.#request = request;
    this.#options = options;
    this.#totalMs = options.totalTimeoutMs ?? config.totalTimeoutMs;
    this.#end = config.clock.now() + this.#totalMs;
    this.#policy = new RetryPolicy(config.clock, options.maxRetries ?? config.maxRetries, this.#end);
    this.#headers = { ...config.headers, ...checkHeaders("headers", options.headers), ...request.headers };
    this.#isSigned = request.operation?.signed !== false;
  }

  /** Sends the request. */
  async run(): Promise<Answer> {
    const { method, url, body } = this.#request;
    const observer = this.#context.instrumentation?.startOperation({
      operation: this.#operationName,
      method,
      url,
      body: this.#isSigned && typeof body === "string" ? body : undefined,
    });
    try {
      const send = (): Promise<Answer> => this.#sendUntilDone(observer);
      const answer = await (observer ? observer.run(send) : send());
      observer?.end({
        attempts: this.#attempts,
        error: undefined,
        json: this.#isSigned ? answer.json : undefined,
      });
      return answer;
    } catch (error) {
      if (isOtaError(error)) Object.assign(error, { attempts: this.#attempts });
      observer?.end({ attempts: this.#attempts, error, json: undefined });
      throw error;
    }
  }

  get #operationName(): string {
    return this.#request.operation?.name ?? this.#request.method;
  }

  async #sendUntilDone(observer: OperationObserver | undefined): Promise<Answer> {
    const { config, serverClock } = this.#context;
    for (;;) {
      const { offset } = serverClock;
      const cancellation = new Cancellation(config.clock, this.#options.signal);
      let prepared: Prepared | undefined;
      try {
        prepared = await this.#prepare(cancellation);
        const answer = await this.#send(prepared, cancellation, observer);
        return { ...answer, attempts: this.#attempts };
      } catch (error) {
        if (!isOtaError(error)) throw error;
        // A failed token call counts as an attempt of this call, and as a retry if there is another.
        if (!prepared) this.#attempts += error.attempts;
        const refuse = prepared?.authorization.refuse;
        const clockCorrected = serverClock.offset !== offset;
        const retry = this.#options.isSingleAttempt
          ? undefined
          : this.#policy.next({ error, clockCorrected, refuse });
        if (!retry) throw error;
        const { after, level, message, retries, waitMs } = retry;
        config.log(level, message, { after, retries, waitMs: Math.round(waitMs) });
        if (waitMs > 0) await this.#wait(waitMs);
      } finally {
        cancellation.close();
      }
    }
  }

  /** Gets a permit, the body and the authorization of the next attempt. */
  async #prepare(cancellation: Cancellation): Promise<Prepared> {
    try {
      return await cancellation.within(this.#totalDeadline(), (signal) => this.#prepareWith(signal));
    } catch (error) {
      throw withSafeCause(error, this.#context.redact);
    }
  }

  async #prepareWith(signal: AbortSignal): Promise<Prepared> {
    const { config, serverClock } = this.#context;
    const { method, url, body: bodyOf } = this.#request;
    const { acquire } = config;
    const authorizer = this.#isSigned ? this.#context.authorizer : noAuthorizer;
    // The token comes before the permit: a permit that waited for a token would be used later than it was given.
    const authorize = acquire && authorizer.prepare ? await authorizer.prepare(signal) : authorizer.authorize;
    const permit = acquire ? await acquirePermit(acquire, { operation: this.#operationName, signal }) : {};
    try {
      const now = (): number => Math.round(serverClock.now());
      const body = typeof bodyOf === "function" ? await bodyOf(now()) : bodyOf;
      const authorization = await authorize({ method, url, body, signal }, now);
      return { permit, body, authorization };
    } catch (error) {
      permit.release?.();
      throw error;
    }
  }

  /** Sends one attempt, and tells the permit and the observer what came of it. */
  async #send(
    { permit, body, authorization }: Prepared,
    cancellation: Cancellation,
    observer: OperationObserver | undefined,
  ): Promise<AttemptAnswer> {
    const { method, url, operation } = this.#request;
    this.#authorizations.push(authorization.headers);
    const complete = { ...this.#headers, ...authorization.headers };
    // The observer sees them as `Headers`, and may add some.
    const seen = observer && new Headers(complete);
    const watched =
      seen && observer.startAttempt({ resendCount: this.#attempts, method, url, headers: seen });
    const headers = seen ? Object.fromEntries(seen) : complete;
    const signed = { method, url, body, headers, authorizations: this.#authorizations, operation };
    this.#attempts++;
    const send = (): Promise<AttemptAnswer> =>
      cancellation.within(this.#attemptDeadline(), (signal) => this.#context.attempt(signed, signal));
    try {
      const answer = await (watched ? watched.run(send) : send());
      watched?.end({ status: answer.received.status, error: undefined });
      return answer;
    } catch (error) {
      watched?.end({ status: statusOf(error), error });
      if (isOtaError(error)) reportFailure(permit, error);
      throw error;
    } finally {
      permit.release?.();
    }
  }

  async #wait(ms: number): Promise<void> {
    const { clock } = this.#context.config;
    await withDeadline(clock, this.#options.signal, this.#totalDeadline(), (signal) =>
      clock.sleep(ms, signal),
    );
  }

  /** The deadline of the call. */
  #totalDeadline(): Deadline {
    const { clock } = this.#context.config;
    return { ms: this.#end - clock.now(), scope: "total", shownMs: this.#totalMs };
  }

  /** The deadline of an attempt: its own, or that of the call if that comes first. */
  #attemptDeadline(): Deadline {
    const ms = this.#options.timeoutMs ?? this.#context.config.timeoutMs;
    const total = this.#totalDeadline();
    return ms < total.ms ? { ms, scope: "attempt" } : total;
  }
}

function statusOf(error: unknown): number | undefined {
  return isOtaError(error) && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;
}
