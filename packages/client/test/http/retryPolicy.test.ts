import { describe, expect, test } from "vitest";
import { type Failure, RetryPolicy } from "../../src/http/retry.ts";
import { createTestClock, OtaAbortError, OtaConnectionError, OtaHttpError } from "../../src/index.ts";

/** A policy with a clock that returns the given random number. */
function policy({ maxRetries = 2, chance = 1, deadlineMs = Infinity } = {}): RetryPolicy {
  const clock = createTestClock();
  clock.random = () => chance;
  return new RetryPolicy(clock, maxRetries, clock.now() + deadlineMs);
}

const lost = new OtaConnectionError("lost", { retryable: true });
const refused = new OtaHttpError("refused", { status: 401 });
const busy = (retryAfterMs: number) =>
  new OtaHttpError("busy", { status: 429, retryable: true, retryAfterMs });
const failure = (error: Failure["error"], more: Partial<Failure> = {}): Failure => ({
  error,
  clockCorrected: false,
  refuse: undefined,
  ...more,
});

describe("the policy of retries", () => {
  test("doubles the upper bound of the wait from 0.5 s to 8 s", () => {
    const each = policy({ maxRetries: 7 });
    const waits = Array.from({ length: 8 }, () => each.next(failure(lost))?.waitMs);
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, undefined]);
  });

  test("does not wait when the random number is 0", () => {
    expect(policy({ chance: 0 }).next(failure(lost))?.waitMs).toBe(0);
  });

  test("waits as long as Retry-After says and up to 250 ms more, up to a minute and no longer", () => {
    expect(policy({ chance: 0 }).next(failure(busy(7000)))?.waitMs).toBe(7000);
    expect(policy({ chance: 1 }).next(failure(busy(60_000)))?.waitMs).toBe(60_250);
    expect(policy({ chance: 0 }).next(failure(busy(60_001)))).toBeUndefined();
  });

  test("does not start a delay that would end at or after the deadline", () => {
    expect(policy({ deadlineMs: 500 }).next(failure(lost))).toBeUndefined();
    expect(policy({ deadlineMs: 501 }).next(failure(lost))?.waitMs).toBe(500);
  });

  test("does not retry what would fail again", () => {
    expect(policy().next(failure(refused))).toBeUndefined();
    expect(policy().next(failure(new OtaAbortError()))).toBeUndefined();
    expect(policy({ maxRetries: 0 }).next(failure(lost))).toBeUndefined();
  });

  test("allows one new token and one clock correction, immediately and outside the retry budget, but not a second of either", () => {
    const each = policy({ maxRetries: 1 });
    const newToken = failure(refused, { refuse: () => true });
    const newClock = failure(refused, { clockCorrected: true });
    expect(each.next(newToken)).toMatchObject({ waitMs: 0, retries: 0, level: "info" });
    expect(each.next(newToken)).toBeUndefined();
    expect(each.next(newClock)).toMatchObject({ waitMs: 0, retries: 0, level: "warn" });
    expect(each.next(newClock)).toBeUndefined();
    expect(each.next(failure(lost))).toMatchObject({ waitMs: 500, retries: 1, after: "OtaConnectionError" });
    expect(each.next(failure(lost))).toBeUndefined();
  });

  test("reports each failure to the authorization, also one that gets no new token", () => {
    const reported: unknown[] = [];
    const refuse = (error: unknown): boolean => {
      reported.push(error);
      return true;
    };
    const each = policy();
    for (const _ of [1, 2]) each.next(failure(refused, { refuse }));
    expect(reported).toEqual([refused, refused]);
  });

  test("waits as asked when the answer that corrected the clock asks to wait", () => {
    const retry = policy({ chance: 0 }).next(failure(busy(1000), { clockCorrected: true }));
    expect(retry).toMatchObject({ waitMs: 1000, retries: 1 });
  });

  test("does not treat a failure without a response as a sign of a wrong clock", () => {
    const abort = failure(new OtaAbortError(), { clockCorrected: true });
    expect(policy().next(abort)).toBeUndefined();
  });
});
