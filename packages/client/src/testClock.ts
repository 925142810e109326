import type { Clock } from "./clock.ts";
import { onAbort } from "./onAbort.ts";

/** A clock for tests, made by {@link createTestClock}. Its methods can be passed on without it. */
export interface TestClock extends Clock {
  deadline(ms: number, passed: () => void): () => void;
  /** What the client takes for chance, such as the jitter between attempts. Replace it as needed. @default () => 0.5 */
  random: () => number;
  /**
   * Moves the time forward. Everything that is due on the way, waits and deadlines, ends in order of time.
   *
   * @param ms - By how much, in milliseconds.
   */
  advance(ms: number): Promise<void>;
  /** The waits that have ended, in order, in milliseconds: which pauses the client made between attempts. */
  readonly slept: readonly number[];
  /** How many waits and deadlines are under way. After all calls have ended it is 0. */
  readonly pending: number;
}

/** Options of {@link createTestClock}. */
export interface TestClockOptions {
  /** The time to begin with, in epoch milliseconds. @default the machine's time */
  readonly start?: number | undefined;
  /**
   * Whether waits end at once, by moving the time forward. Otherwise they too wait for {@link TestClock.advance}.
   *
   * @default true
   */
  readonly skipWaits?: boolean | undefined;
}

interface Sleeper {
  readonly at: number;
  readonly isWait: boolean;
  readonly wake: () => void;
}

// The real ones, and the quicker one where there are two. Fake timers, if any, are installed later.
const { setImmediate: realSetImmediate, setTimeout: realSetTimeout } = globalThis as {
  setImmediate?: (run: () => void) => unknown;
  setTimeout: (run: () => void) => unknown;
};
const later = realSetImmediate ?? realSetTimeout;

/**
 * Makes a clock with which tests take no real time. Waits (between attempts, between two looks of `waitFor()`) end at
 * once and move the time forward by as much as they would have taken. Deadlines only end when the time has moved past
 * them: by such waits, or by `advance()`.
 *
 * @example
 * ```ts
 * const clock = createTestClock();
 * const enos = createOtaClient({ baseUrl, orgId, auth, clock, fetch: () => new Promise(() => {}) });
 * const search = enos.otaJobs.search({}, { timeoutMs: 1000, maxRetries: 0 });
 * const failed = search.then(() => "found", (error) => error.name);
 * await clock.advance(1000);
 * console.log(await failed); // OtaTimeoutError
 * ```
 */
export function createTestClock({ start = Date.now(), skipWaits = true }: TestClockOptions = {}): TestClock {
  let time = start;
  let skipping = false;
  const slept: number[] = [];
  const sleepers = new Set<Sleeper>();

  /** Adds a sleeper. Returns a function that removes it. */
  const add = (ms: number, isWait: boolean, wake: () => void): (() => void) => {
    const remove = (): void => void sleepers.delete(sleeper);
    const sleeper: Sleeper = {
      at: time + ms,
      isWait,
      wake: () => {
        remove();
        wake();
      },
    };
    sleepers.add(sleeper);
    return remove;
  };

  const wait = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const remove = add(ms, true, () => {
        removeListener?.();
        slept.push(ms);
        resolve();
      });
      const removeListener =
        signal &&
        onAbort(signal, () => {
          removeListener?.();
          remove();
          reject(signal.reason);
        });
    });

  /** Moves to the earliest sleeper up to a time, and wakes it. Returns whether there was one. */
  const step = (until: number): boolean => {
    const [next] = [...sleepers].sort((a, b) => a.at - b.at);
    if (!next || next.at > until) return false;
    time = Math.max(time, next.at);
    next.wake();
    return true;
  };

  /** Moves the time until a given one. What a woken sleeper causes comes before the next one wakes. */
  const moveTo = async (until: number): Promise<void> => {
    do await new Promise<void>(later);
    while (step(until));
    time = Math.max(time, until);
  };

  const skip = async (): Promise<void> => {
    if (skipping) return;
    skipping = true;
    for (;;) {
      await new Promise<void>(later);
      const waits = [...sleepers].filter((sleeper) => sleeper.isWait);
      if (waits.length === 0) break;
      const next = Math.min(...waits.map((sleeper) => sleeper.at));
      // Deadlines before it end first.
      step(next);
    }
    skipping = false;
  };

  return {
    now: () => time,
    random: () => 0.5,
    sleep(ms, signal) {
      const sleeping = wait(ms, signal);
      if (skipWaits) void skip();
      return sleeping;
    },
    deadline: (ms, passed) => add(ms, false, passed),
    async advance(ms) {
      await moveTo(time + ms);
      // Lets the last one woken have its effects.
      await new Promise<void>(later);
    },
    slept,
    get pending() {
      return sleepers.size;
    },
  };
}
