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
   * Waits for a deadline, which is normally never reached. A test clock can thereby skip waiting times without letting
   * every request time out.
   *
   * @param ms - How long, in milliseconds.
   * @default the same as `sleep`
   */
  deadline?(ms: number, signal: AbortSignal): Promise<void>;
  /** Returns a number from 0 up to, but not including, 1. */
  random(): number;
}

/** Timers with a longer delay fire at once. */
const longestTimerMs = 2 ** 31 - 1;
/** How long work may go on in real time after a test has run all its fake timers. */
const fakeTimersGraceMs = 500;

// The real one: tests replace the global timers later than they import this package.
const realSetTimeout = globalThis.setTimeout;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  // Looked up at each call, so that fake timers of a test work.
  sleep: (ms, signal) => wait(globalThis.setTimeout, ms, signal),
  async deadline(ms, signal) {
    await wait(globalThis.setTimeout, ms, signal);
    // Fake timers move time without letting the network or another thread finish, and "run all timers" runs deadlines
    // too. What is under way gets some real time before it counts as too late.
    if (globalThis.setTimeout !== realSetTimeout) await wait(realSetTimeout, fakeTimersGraceMs, signal);
  },
};

function wait(setTimer: typeof setTimeout, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const finish = (): void => {
      removeListener?.();
      resolve();
    };
    const timer = setTimer(finish, Math.min(ms, longestTimerMs));
    const removeListener =
      signal &&
      onAbort(signal, () => {
        removeListener?.();
        clearTimeout(timer);
        reject(signal.reason);
      });
  });
}

/** Waits for a deadline by a clock that may know nothing of deadlines. */
export function waitForDeadline(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return clock.deadline ? clock.deadline(ms, signal) : clock.sleep(ms, signal);
}
