import type { Clock } from "../clock.ts";
import { abortable, withDeadline } from "../deadline.ts";
import { isOtaError, OtaConfigError, OtaTimeoutError } from "../errors.ts";
import { consistencyDelayMs } from "../generated/limits.ts";
import { withCallerStack } from "./callerStack.ts";

/** How long and how often to look. */
export interface WaitSettings {
  /**
   * Time between two looks, in ms, varied by up to a tenth so that many waiting programs spread out.
   *
   * @default 5_000
   */
  readonly intervalMs?: number | undefined;
  /**
   * Deadline of the whole wait, in ms. The first look comes after the time that EnOS takes to show an update, and the
   * deadline must be later than that.
   *
   * @default 600_000
   */
  readonly deadlineMs?: number | undefined;
  /**
   * Whether a look that finds nothing is shown to the predicate. By default it counts as "not yet": `every()` is true
   * of an empty list, so that a mistyped expression would pass for success.
   *
   * @default false
   */
  readonly allowEmpty?: boolean | undefined;
  /** Ends the wait with an `OtaAbortError`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads all items again and again until the predicate holds, and returns them. Before the first look it waits until an
 * update can be seen: profile entry `consistencyDelayMs`.
 */
export async function waitFor<T>(
  look: (signal: AbortSignal) => Promise<readonly T[]>,
  predicate: (items: readonly T[]) => boolean | Promise<boolean>,
  { intervalMs = 5_000, deadlineMs = 600_000, allowEmpty = false, signal }: WaitSettings,
  clock: Clock,
): Promise<readonly T[]> {
  if (!(deadlineMs > consistencyDelayMs)) {
    throw new OtaConfigError(
      `The option "deadlineMs" must be more than ${consistencyDelayMs} ms: the first look comes after the time ` +
        "that EnOS takes to show an update. For the deadline of one request use timeoutMs.",
      "deadlineMs",
    );
  }
  if (typeof predicate !== "function") {
    throw new OtaConfigError("waitFor() needs a predicate as its second argument.", "predicate");
  }
  let last: readonly T[] | undefined;
  let failure: unknown;
  let deadline: AbortSignal | undefined;
  try {
    return await withDeadline(clock, signal, { ms: deadlineMs, scope: "waitFor" }, async (inTime) => {
      deadline = inTime;
      let wait: number = consistencyDelayMs;
      for (;;) {
        await clock.sleep(wait, inTime);
        wait = intervalMs * (0.9 + 0.2 * clock.random());
        try {
          last = await look(inTime);
          failure = undefined;
        } catch (error) {
          if (inTime.aborted || !isOtaError(error) || !error.retryable) throw error;
          // The outage lasted longer than the retries; it may be over before the deadline.
          failure = error;
          if ("retryAfterMs" in error) wait = Math.max(wait, Number(error.retryAfterMs) || 0);
          continue;
        }
        if (last.length === 0 && !allowEmpty) continue;
        if (await abortable(Promise.resolve(predicate(last)), inTime)) return last;
      }
    });
  } catch (error) {
    // Not the time-out of a wait inside the predicate.
    if (!(error instanceof OtaTimeoutError) || error !== deadline?.reason)
      throw withCallerStack(error, waitFor);
    const details = { cause: failure, lastJobs: last, lastLook: describeLook(last, failure) };
    throw withCallerStack(new OtaTimeoutError("waitFor", deadlineMs, details), waitFor);
  }
}

/** What the last look saw. */
function describeLook(last: readonly unknown[] | undefined, failure: unknown): string {
  if (isOtaError(failure)) return `The last look failed: ${failure.message}`;
  if (!last) return "No look was completed.";
  if (last.length === 0) return "The last look found nothing: check the expression, or set allowEmpty.";
  return `The last look found ${last.length} that did not satisfy the predicate (see lastJobs).`;
}
