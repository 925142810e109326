import type { Clock } from "../clock.ts";
import { OtaAbortError, OtaTimeoutError } from "../errors.ts";

/** Waits for a promise, but not beyond an abort. The signal keeps no listener afterwards. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: () => void = () => {};
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        onAbort = () => reject(signal.reason);
        if (signal.aborted) onAbort();
        else signal.addEventListener("abort", onAbort);
      }),
    ]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/**
 * Runs something that must end in time and when its caller aborts, whether or not it heeds its signal.
 * Leaves neither a timer nor a listener behind.
 */
export async function withDeadline<T>(
  clock: Clock,
  caller: AbortSignal | undefined,
  ms: number,
  scope: OtaTimeoutError["scope"],
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = new AbortController();
  // What a caller aborts with becomes ours once; what an outer deadline aborts with stays as it is.
  const onAbort = (): void => controller.abort(abortError(caller?.reason));
  if (caller?.aborted) throw abortError(caller.reason);
  caller?.addEventListener("abort", onAbort);
  if (ms < Infinity) {
    clock.sleep(ms, timer.signal).then(
      () => controller.abort(new OtaTimeoutError(scope, ms)),
      () => {},
    );
  }
  try {
    return await abortable(run(controller.signal), controller.signal);
  } finally {
    caller?.removeEventListener("abort", onAbort);
    // Any reason will do; without one, each abort would make a DOMException with a stack.
    timer.abort(null);
  }
}

function abortError(reason: unknown): unknown {
  return reason instanceof OtaTimeoutError || reason instanceof OtaAbortError
    ? reason
    : new OtaAbortError(reason);
}
