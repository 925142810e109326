import type { Clock } from "../clock.ts";
import type { OtaError } from "../errors.ts";

/** Longest wait that a server may ask for with `Retry-After`, in ms; beyond it the call fails at once. */
const retryAfterCapMs = 60_000;
/** Upper bound of the first wait, in ms; it doubles with each retry. */
const firstBackoffMs = 500;
const backoffCapMs = 8_000;
/** What is added to `Retry-After` at most, in ms, so that callers do not come back at the same moment. */
const retryAfterJitterMs = 250;

/** A failed attempt. */
export interface Failure {
  readonly error: OtaError;
  /** Whether the answer showed that the timestamp of the attempt was wrong. */
  readonly clockCorrected: boolean;
  /** Reports the failure to the authorization; returns whether the next attempt will have a new one. */
  readonly refuse: ((error: OtaError) => boolean) | undefined;
}

/** Another attempt. */
export interface Retry {
  /** The name of the error of the attempt before. */
  readonly after: string;
  /** What the log says about it. */
  readonly message: string;
  readonly level: "info" | "warn";
  /** How many of the retries that `maxRetries` allows have been used. */
  readonly retries: number;
  /** How long to wait before, in ms. */
  readonly waitMs: number;
}

/**
 * Decides after each failed attempt of a call whether there will be another. Besides the retries that the option
 * `maxRetries` allows, one call may be repeated once for a new token and once for a corrected clock: these do not wait,
 * because what was wrong has been changed. Which code says that the clock is wrong is not known: profile entry
 * `staleTimestamp`.
 */
export class RetryPolicy {
  readonly #clock: Clock;
  readonly #maxRetries: number;
  readonly #deadline: number;
  #retries = 0;
  #reauthorized = false;
  #corrected = false;

  /** @param deadline When the call must be over, in epoch ms: a wait that would end later is not begun. */
  constructor(clock: Clock, maxRetries: number, deadline: number) {
    this.#clock = clock;
    this.#maxRetries = maxRetries;
    this.#deadline = deadline;
  }

  /** Returns the next attempt, or undefined when the call fails. */
  next({ error, clockCorrected, refuse }: Failure): Retry | undefined {
    // A retryable failure does not cost a second token: the first new one did not help.
    const refused = (!this.#reauthorized || !error.retryable) && (refuse?.(error) ?? false);
    // The code for a wrong timestamp is documented nowhere, so every answer may mean it, but for one that asks to wait.
    if (clockCorrected && !this.#corrected && "status" in error && !error.retryable) {
      this.#corrected = true;
      return this.#retry(error, "warn", "the machine's clock is wrong; signing with the server's time", 0);
    }
    if (refused && !this.#reauthorized) {
      this.#reauthorized = true;
      return this.#retry(error, "info", "the token was refused; getting another", 0);
    }
    const waitMs = error.retryable ? this.#waitAfter(error) : undefined;
    if (waitMs === undefined || this.#retries >= this.#maxRetries) return undefined;
    if (this.#clock.now() + waitMs >= this.#deadline) return undefined;
    this.#retries++;
    return this.#retry(error, "info", "retrying", waitMs);
  }

  #retry({ name }: OtaError, level: Retry["level"], message: string, waitMs: number): Retry {
    return { after: name, level, message, retries: this.#retries, waitMs };
  }

  #waitAfter(error: OtaError): number | undefined {
    const asked = "retryAfterMs" in error ? error.retryAfterMs : undefined;
    const chance = this.#clock.random();
    // Full jitter: anything from nothing to the exponential step, so that callers do not come back together.
    if (typeof asked !== "number")
      return chance * Math.min(backoffCapMs, firstBackoffMs * 2 ** this.#retries);
    return asked > retryAfterCapMs ? undefined : asked + chance * retryAfterJitterMs;
  }
}
