import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { type Clock, systemClock } from "../src/clock.ts";
import { Cancellation, withDeadline } from "../src/deadline.ts";
import { createTestClock } from "../src/index.ts";
import { rejection } from "./support/gateway.ts";

const hang = () => new Promise<never>(() => {});

/** A clock of a user's that knows nothing of deadlines. */
function plainClock() {
  const { now, random, sleep, advance } = createTestClock({ skipWaits: false });
  let sleeping = 0;
  const clock: Clock = {
    now,
    random,
    async sleep(ms, signal) {
      sleeping++;
      try {
        await sleep(ms, signal);
      } finally {
        sleeping--;
      }
    },
  };
  return { clock, advance, sleeping: () => sleeping };
}

test("on a clock without deadlines a deadline is a wait, which ends with the work", async () => {
  const { clock, advance, sleeping } = plainClock();
  expect(await withDeadline(clock, undefined, { ms: 5, scope: "total" }, async () => "done")).toBe("done");
  await advance(0);
  expect(sleeping()).toBe(0);
  const late = rejection(withDeadline(clock, undefined, { ms: 5, scope: "total" }, hang));
  await advance(5);
  expect(await late).toMatchObject({ name: "OtaTimeoutError", scope: "total", timeoutMs: 5 });
});

test("work that throws before it waits for anything leaves no deadline behind", async () => {
  const clock = createTestClock();
  const fail = () => {
    throw new Error("at once");
  };
  const error = await rejection(withDeadline(clock, undefined, { ms: 5, scope: "attempt" }, fail));
  expect(error).toMatchObject({ message: "at once" });
  expect(clock.pending).toBe(0);
});

test("parts of one work have a deadline each, and one signal, which the caller can abort in every part", async () => {
  const clock = createTestClock();
  const caller = new AbortController();
  const cancellation = new Cancellation(clock, caller.signal);
  const signals: AbortSignal[] = [];
  const note = async (signal: AbortSignal) => signals.push(signal);
  await cancellation.within({ ms: 5, scope: "total" }, note);
  await clock.advance(100);
  await cancellation.within({ ms: 5, scope: "attempt" }, note);
  expect(signals).toEqual([cancellation.signal, cancellation.signal]);
  const part = rejection(cancellation.within({ ms: 5, scope: "attempt" }, hang));
  caller.abort("why");
  expect(await part).toMatchObject({ name: "OtaAbortError", cause: "why" });
  expect(await rejection(cancellation.within({ ms: 5, scope: "attempt" }, note))).toBe(
    cancellation.signal.reason,
  );
  expect(signals).toHaveLength(2);
  cancellation.close();
  expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  expect(clock.pending).toBe(0);
});

test("without a deadline, work may take as long as it likes", async () => {
  const clock = createTestClock();
  const work = withDeadline(clock, undefined, { ms: Infinity, scope: "total" }, () => clock.sleep(1e15));
  expect(clock.pending).toBe(1);
  await work;
});

test("the machine's clock passes a deadline once, and not when it was ended", async () => {
  const passed: string[] = [];
  systemClock.deadline?.(1, () => passed.push("ended"))();
  await new Promise<void>((resolve) => {
    systemClock.deadline?.(5, () => {
      passed.push("in time");
      resolve();
    });
  });
  await systemClock.sleep(5);
  expect(passed).toEqual(["in time"]);
});

test("the machine's clock does not end a deadline at once that is too long for a timer", async () => {
  const passed: number[] = [];
  const end = systemClock.deadline?.(2 ** 40, () => passed.push(1));
  await systemClock.sleep(5);
  end?.();
  expect(passed).toEqual([]);
});
