import { expect, test } from "vitest";
import { isOtaTimeoutError, type OtaJob } from "../../src/index.ts";
import { found, Gateway, never, rejection } from "../support/gateway.ts";

test("the first look comes after the documented two seconds, the next after the interval with jitter", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => found("a"), () => found("a", "b"), () => found("a", "b", "c")];
  gateway.clock.random = () => 0.75;
  const jobs = await gateway.client().otaJobs.waitFor({}, (seen) => seen.length === 3, { intervalMs: 1000 });
  expect(jobs.map((job) => job.jobId)).toEqual(["a", "b", "c"]);
  expect(gateway.clock.slept).toEqual([2000, 1050, 1050]);
  expect(gateway.clock.pending).toBe(0);
});

test("the predicate may take its time, and sees all pages", async () => {
  const gateway = new Gateway();
  const sizes: number[] = [];
  await gateway.client().otaJobs.waitFor({ expression: "a" }, async (jobs: readonly OtaJob[]) => {
    sizes.push(jobs.length);
    return true;
  });
  expect(sizes).toEqual([0]);
});

test("when time is up the error tells the last state", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => found("a")];
  const waiting = gateway.client().otaJobs.waitFor({}, () => false, { intervalMs: 1000, timeoutMs: 5000 });
  const error = await rejection(waiting);
  if (!isOtaTimeoutError(error)) throw error;
  expect(error).toMatchObject({ scope: "waitFor", timeoutMs: 5000 });
  expect(error.lastJobs?.map((job) => job.jobId)).toEqual(["a"]);
  expect(gateway.clock.pending).toBe(0);
});

test("a search that hangs does not outlast the deadline", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => never()];
  const failing = rejection(gateway.client().otaJobs.waitFor({}, () => true, { timeoutMs: 5000 }));
  await gateway.clock.advance(5000);
  const error = await failing;
  expect(isOtaTimeoutError(error) && [error.scope, error.lastJobs]).toEqual(["waitFor", undefined]);
  expect(gateway.clock.pending).toBe(0);
});

test("what the predicate throws comes out as it is", async () => {
  const mine = new Error("mine");
  const waiting = new Gateway().client().otaJobs.waitFor({}, () => {
    throw mine;
  });
  expect(await rejection(waiting)).toBe(mine);
});
