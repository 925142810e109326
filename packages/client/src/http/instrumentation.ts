/**
 * Watches what a client does, for tracing and metrics: each operation (a page, a token call) and each of its attempts.
 * `openTelemetry()` of `@enos-ota/client/otel` is one. What its functions throw is ignored.
 */
export interface Instrumentation {
  /** Called when an operation begins. Whatever is left undefined is not watched. */
  startOperation(start: OperationStart): OperationObserver | undefined;
}

/** What is known of an operation when it begins. */
export interface OperationStart {
  /** The operation of the API by its name in the spec, such as `searchOtaJobs`. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  /** The body of the request; undefined for a token call, whose body is secret. */
  readonly body: string | undefined;
}

/** Watches one operation. */
export interface OperationObserver {
  /** Runs the work of the operation; what begins within it may be seen as belonging to it. Returns what `work` returns. */
  run<T>(work: () => T): T;
  /** Called when an attempt begins, after it was signed. */
  startAttempt(start: AttemptStart): AttemptObserver | undefined;
  /** Called when the operation ends. */
  end(end: OperationEnd): void;
}

/** What is known of an attempt when it begins. */
export interface AttemptStart {
  /** How many attempts of the operation there were before. */
  readonly resendCount: number;
  readonly method: string;
  readonly url: string;
  /** The headers that will be sent. Headers may be added, such as `traceparent`; those of the signature are secret. */
  readonly headers: Headers;
}

/** Watches one attempt. */
export interface AttemptObserver {
  /** Runs the attempt. Returns what `work` returns. */
  run<T>(work: () => T): T;
  /** Called when the attempt ends. */
  end(end: AttemptEnd): void;
}

/** How an attempt ended. */
export interface AttemptEnd {
  /** The HTTP status; undefined if there was no answer. */
  readonly status: number | undefined;
  readonly error: unknown;
}

/** How an operation ended. */
export interface OperationEnd {
  /** Requests sent, retries included. */
  readonly attempts: number;
  readonly error: unknown;
  /** The body of a successful answer; undefined for a token call, whose body is secret. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** Makes an instrumentation safe to call: what it throws never reaches the call that it watches. */
export function guardInstrumentation(instrumentation: Instrumentation): Instrumentation {
  return {
    startOperation: (start) => {
      const observer = attempt(() => instrumentation.startOperation(start));
      return (
        observer && {
          run: (work) => runWithin(observer, work),
          startAttempt: (attemptStart) => {
            const inner = attempt(() => observer.startAttempt(attemptStart));
            return (
              inner && {
                run: (work) => runWithin(inner, work),
                end: (end) => attempt(() => inner.end(end)),
              }
            );
          },
          end: (end) => attempt(() => observer.end(end)),
        }
      );
    },
  };
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

/** Runs the work within the observer; by itself if the observer fails before it begins. */
function runWithin<T>(observer: { run<R>(work: () => R): R }, work: () => T): T {
  let result: { readonly value: T } | undefined;
  attempt(() => observer.run(() => (result = { value: work() })));
  return result === undefined ? work() : result.value;
}
