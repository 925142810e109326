import { type Clock, startDeadline } from "./clock.ts";
import { OtaAbortError, OtaTimeoutError } from "./errors.ts";
import { onAbort } from "./onAbort.ts";

/** Waits for a promise until the signal aborts, and rejects with the signal's reason then. Leaves no listener behind. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let removeListener: () => void = () => {};
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        if (signal.aborted) reject(signal.reason);
        else removeListener = onAbort(signal, () => reject(signal.reason));
      }),
    ]);
  } finally {
    removeListener();
  }
}

/** When something must have ended. */
export interface Deadline {
  /** From now on, in ms. */
  readonly ms: number;
  readonly scope: OtaTimeoutError["scope"];
  /** What the error gives as the time that passed, in ms. @default ms */
  readonly shownMs?: number;
}

/**
 * Ends work when its caller aborts or when a deadline passes, whether or not the work heeds the signal. Several parts of
 * it can have a deadline each, one after the other. After {@link close} neither a timer nor a listener is left.
 */
export class Cancellation {
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  readonly #removeListener: (() => void) | undefined;
  /** Ends the wait for the part of the work that is under way. */
  #reject: (reason: unknown) => void = () => {};

  constructor(clock: Clock, caller: AbortSignal | undefined) {
    this.#clock = clock;
    if (caller?.aborted) this.#abort(abortError(caller.reason));
    // A caller's reason becomes an OtaAbortError once; the error of an outer deadline stays as it is.
    else this.#removeListener = caller && onAbort(caller, () => this.#abort(abortError(caller.reason)));
  }

  /** Aborts with the error that the work fails with. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Runs a part of the work, which must end in time.
   *
   * @throws {@link OtaTimeoutError} of this scope, or {@link OtaAbortError} with the caller's reason as its cause.
   */
  async within<T>(
    { ms, scope, shownMs = ms }: Deadline,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { signal } = this;
    if (signal.aborted) throw signal.reason;
    const pass = (): void => this.#abort(new OtaTimeoutError(scope, shownMs));
    const endDeadline = ms < Infinity ? startDeadline(this.#clock, ms, pass) : undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#reject = reject;
        run(signal).then(resolve, reject);
      });
    } finally {
      endDeadline?.();
    }
  }

  /** To be called when the work is over. */
  close(): void {
    this.#removeListener?.();
  }

  #abort(error: unknown): void {
    this.#controller.abort(error);
    this.#reject(error);
  }
}

/** Runs a function that must end in time and when its caller aborts; see {@link Cancellation.within}. */
export async function withDeadline<T>(
  clock: Clock,
  caller: AbortSignal | undefined,
  deadline: Deadline,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancellation = new Cancellation(clock, caller);
  try {
    return await cancellation.within(deadline, run);
  } finally {
    cancellation.close();
  }
}

function abortError(reason: unknown): unknown {
  return reason instanceof OtaTimeoutError || reason instanceof OtaAbortError
    ? reason
    : new OtaAbortError(reason);
}
