import { onAbort } from "./onAbort.ts";

/** Where the client takes time and chance from. Tests pass the one that `createTestClock()` returns. */
export interface Clock {
  /** Returns the time in epoch milliseconds. */
  now(): number;
  /**
   * Waits, as between two attempts.
   *
   * @param ms - How long, in milliseconds.
   * @returns A promise that resolves after that time, or rejects with the signal's reason when the signal aborts first.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls `passed` after that time, unless the function that it returns is called first. Deadlines are normally never
   * reached: a test clock can thereby skip waiting times without letting every request time out.
   *
   * @param ms - How long, in milliseconds.
   * @default made with `sleep`
   */
  deadline?(ms: number, passed: () => void): () => void;
  /** Returns a number from 0 up to, but not including, 1. */
  random(): number;
}

/** Timers with a longer delay fire at once. */
const longestTimerMs = 2 ** 31 - 1;
/** How long work may go on in real time after a test has run all its fake timers. */
const fakeTimersGraceMs = 500;

// The real ones: tests replace the global timers later than they import this package.
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  // Looked up at each call, so that fake timers of a test work.
  sleep: (ms, signal) => wait(ms, signal),
  deadline(ms, passed) {
    const { setTimeout, clearTimeout } = globalThis;
    const delay = Math.min(ms, longestTimerMs);
    if (setTimeout === realSetTimeout) {
      const timer = setTimeout(passed, delay);
      return () => clearTimeout(timer);
    }
    // Fake timers move time without letting the network or another thread finish, and "run all timers" runs deadlines
    // too. What is under way gets some real time before it counts as too late.
    let grace: ReturnType<typeof setTimeout> | undefined;
    const timer = setTimeout(() => {
      grace = realSetTimeout(passed, fakeTimersGraceMs);
    }, delay);
    return () => {
      clearTimeout(timer);
      realClearTimeout(grace);
    };
  },
};

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const finish = (): void => {
      removeListener?.();
      resolve();
    };
    const timer = setTimeout(finish, Math.min(ms, longestTimerMs));
    const removeListener =
      signal &&
      onAbort(signal, () => {
        removeListener?.();
        clearTimeout(timer);
        reject(signal.reason);
      });
  });
}

/**
 * Starts a deadline by a clock that may know nothing of deadlines.
 *
 * @returns A function that ends it.
 */
export function startDeadline(clock: Clock, ms: number, passed: () => void): () => void {
  if (clock.deadline) return clock.deadline(ms, passed);
  const timer = new AbortController();
  clock.sleep(ms, timer.signal).then(passed, () => {});
  // Any reason will do; without one, each abort would make a DOMException with a stack.
  return () => timer.abort(null);
}
