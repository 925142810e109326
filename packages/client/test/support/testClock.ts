import type { Clock } from "../../src/index.ts";

// Hashes are made on other threads: time must not pass while one is being made.
let hashing = 0;
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = async (...input) => {
  hashing++;
  try {
    return await digest(...input);
  } finally {
    hashing--;
  }
};

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that jumps to the next sleeper's time as soon as nothing else happens. */
export class TestClock implements Clock {
  time = Date.UTC(2026, 0, 1);
  /** What `random()` gives. */
  chance = 0.5;
  /** How long was slept, in order of waking. */
  readonly slept: number[] = [];
  readonly #sleepers = new Set<Sleeper>();
  #turning = false;

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  /** Sleepers that neither woke nor were aborted: timers that would be left. */
  get pending(): number {
    return this.#sleepers.size;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        at: this.time + ms,
        wake: () => {
          signal?.removeEventListener("abort", onAbort);
          this.slept.push(ms);
          resolve();
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#sleepers.add(sleeper);
      void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    if (this.#turning) return;
    this.#turning = true;
    while (this.#sleepers.size > 0) {
      for (let quiet = 0; quiet < 5; quiet = hashing > 0 ? 0 : quiet + 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      const [next] = [...this.#sleepers].sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#sleepers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
    this.#turning = false;
  }
}
