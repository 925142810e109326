import type { Clock } from "../clock.ts";

/** Longest wait that a server may ask for, in ms; beyond it the call fails at once. */
export const retryAfterCapMs = 60_000;
const firstBackoffMs = 500;
const backoffCapMs = 8_000;

/** Full jitter: anything from nothing to the exponential step, so that callers do not come back together. */
export function backoff(retries: number, clock: Clock): number {
  return clock.random() * Math.min(backoffCapMs, firstBackoffMs * 2 ** retries);
}

/** Reads `Retry-After`: seconds, or an HTTP date. Gives ms, or undefined for what is neither. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
  // Date.parse takes almost anything; an HTTP date begins with the day's name.
  const time = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
