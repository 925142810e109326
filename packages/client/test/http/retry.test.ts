import { describe, expect, test } from "vitest";
import { errorCodes } from "../../src/generated/errorCodes.ts";
import { parseRetryAfter } from "../../src/http/retryAfter.ts";
import { isOtaApiError, isOtaConnectionError, isOtaHttpError, isOtaTimeoutError } from "../../src/index.ts";
import { failure, found, Gateway, json, never, rejection } from "../support/gateway.ts";

const retryableCodes = Object.entries(errorCodes).flatMap(([code, { retryable }]) =>
  retryable ? [Number(code)] : [],
);

const gatewayError =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    json({ message: "down" }, { status, headers });

test.each([408, 429, 500, 502, 503, 504])("status %d is retried twice, with full jitter", async (status) => {
  const gateway = new Gateway();
  gateway.answers = [gatewayError(status), gatewayError(status), () => found("a")];
  const page = await gateway.client().otaJobs.search();
  expect(page.attempts).toBe(3);
  // Half of 500 ms and of 1000 ms, because `random` returns 0.5 here.
  expect(gateway.clock.slept).toEqual([250, 500]);
  expect(gateway.clock.pending).toBe(0);
});

test.each([400, 403, 404, 413, 501])("status %d is not retried", async (status) => {
  const gateway = new Gateway();
  gateway.answers = [gatewayError(status)];
  const error = await rejection(gateway.client().otaJobs.search());
  expect(isOtaHttpError(error) && error.status).toBe(status);
  expect(error).toMatchObject({ attempts: 1, retryable: false });
});

test.each(retryableCodes)("the code %d is retried, and thrown when it persists", async (code) => {
  const gateway = new Gateway();
  gateway.answers = [() => failure(code)];
  const error = await rejection(gateway.client().otaJobs.search());
  expect(isOtaApiError(error) && error.code).toBe(code);
  expect(error).toMatchObject({ attempts: 3, retryable: true });
});

test("a failed connection is retried; maxRetries of the call overrides that of the client", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => new TypeError("fetch failed")];
  const { otaJobs } = gateway.client({ maxRetries: 5 });
  const error = await rejection(otaJobs.search());
  expect(isOtaConnectionError(error) && error.attempts).toBe(6);
  expect(await rejection(otaJobs.search({}, { maxRetries: 0 }))).toMatchObject({ attempts: 1 });
});

test("each attempt has its own deadline", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => never(), () => found("a")];
  const searching = gateway
    .client({ timeoutMs: 1000 })
    .otaJobs.search()
    .then((page) => page.attempts);
  await gateway.clock.advance(999);
  expect(gateway.searches).toHaveLength(1);
  await gateway.clock.advance(1);
  expect(await searching).toBe(2);
  expect(gateway.clock.slept).toEqual([250]);
});

test("the call has a deadline over all attempts", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => never()];
  const failing = rejection(gateway.client({ timeoutMs: 4000, totalTimeoutMs: 6000 }).otaJobs.search());
  await gateway.clock.advance(6000);
  const error = await failing;
  if (!isOtaTimeoutError(error)) throw error;
  expect(error).toMatchObject({ scope: "total", timeoutMs: 6000, attempts: 2, retryable: true });
  expect(gateway.clock.pending).toBe(0);
});

test("a retry whose delay would pass the deadline is not attempted", async () => {
  const gateway = new Gateway();
  gateway.answers = [gatewayError(503, { "retry-after": "20" })];
  const error = await rejection(gateway.client({ totalTimeoutMs: 10_000 }).otaJobs.search());
  expect(error).toMatchObject({ name: "OtaHttpError", status: 503, attempts: 1, retryAfterMs: 20_000 });
  expect(gateway.clock.slept).toEqual([]);
});

test("Retry-After is honoured up to a minute; beyond it the call fails at once", async () => {
  const gateway = new Gateway();
  gateway.clock.random = () => 0;
  gateway.answers = [gatewayError(429, { "retry-after": "7" }), () => found("a")];
  await gateway.client().otaJobs.search();
  expect(gateway.clock.slept).toEqual([7000]);
  gateway.answers = [gatewayError(429, { "retry-after": "277403" })];
  const error = await rejection(gateway.client().otaJobs.search());
  expect(error).toMatchObject({ status: 429, attempts: 1, retryAfterMs: 277_403_000 });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 0, 1);
  const wait = (value: string, date?: string): number | undefined =>
    parseRetryAfter(new Headers({ "retry-after": value, ...(date !== undefined && { date }) }), now);

  test.each([
    ["3", 3000],
    ["1.5", 1500],
    ["2026", 2_026_000],
    ["Thu, 01 Jan 2026 00:00:05 GMT", 5000],
    ["Thursday, 01-Jan-26 00:00:05 GMT", 5000],
    ["Thu Jan  1 00:00:05 2026", 5000],
    ["Thu, 01 Jan 2025 00:00:05 GMT", 0],
  ])("%s is read", (value, ms) => {
    expect(wait(value)).toBe(ms);
  });

  test.each(["", "soon", "-5", "12 monkeys", "2026-01-01", "1e3", "0x10", "May 5"])(
    "%j means nothing",
    (value) => {
      expect(wait(value)).toBeUndefined();
    },
  );

  test("a date is compared with the date of the same answer, because this machine's clock may be wrong", () => {
    expect(wait("Sun, 06 Nov 1994 08:49:40 GMT", "Sun, 06 Nov 1994 08:49:37 GMT")).toBe(3000);
  });
});
