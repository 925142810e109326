import { type Clock, waitForDeadline } from "./clock.ts";
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
 * Runs a function that must end within `ms` milliseconds and when its caller aborts, whether or not it heeds the
 * signal that it gets. Leaves neither a timer nor a listener behind.
 *
 * @throws {@link OtaTimeoutError} of this scope, or {@link OtaAbortError} with the caller's reason as its cause.
 */
export async function withDeadline<T>(
  clock: Clock,
  caller: AbortSignal | undefined,
  { ms, scope, shownMs = ms }: Deadline,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = new AbortController();
  if (caller?.aborted) throw abortError(caller.reason);
  // A caller's reason becomes an OtaAbortError once; the error of an outer deadline stays as it is.
  const removeListener = caller && onAbort(caller, () => controller.abort(abortError(caller.reason)));
  if (ms < Infinity) {
    waitForDeadline(clock, ms, timer.signal).then(
      () => controller.abort(new OtaTimeoutError(scope, shownMs)),
      () => {},
    );
  }
  try {
    return await abortable(run(controller.signal), controller.signal);
  } finally {
    removeListener?.();
    // Any reason will do; without one, each abort would make a DOMException with a stack.
    timer.abort(null);
  }
}

function abortError(reason: unknown): unknown {
  return reason instanceof OtaTimeoutError || reason instanceof OtaAbortError
    ? reason
    : new OtaAbortError(reason);
}
