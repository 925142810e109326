// The stack of a failed call contains the line of the user's code that made it.
import { expect, test } from "vitest";
import { isOtaError, OtaError, type OtaJobs } from "../../src/index.ts";
import { withCallerStack } from "../../src/paging/callerStack.ts";
import { rejection } from "../support/gateway.ts";
import { JobServer } from "../support/jobServer.ts";

const fetch = async (): Promise<Response> =>
  Response.json({ code: 99400, msg: "Invalid Argument", requestId: "r", data: null });
const later = async (): Promise<Response> =>
  Response.json({
    code: 0,
    requestId: "r",
    data: Array.from({ length: 50 }, (_, index) => ({ jobId: `j${index}` })),
    pagination: { totalSize: 100 },
  });

const calls: Record<string, (otaJobs: OtaJobs) => Promise<unknown>> = {
  async awaitedSearch(otaJobs) {
    return await otaJobs.search();
  },
  async forAwait(otaJobs) {
    for await (const job of otaJobs.search()) return job;
    return undefined;
  },
  async forAwaitOfPages(otaJobs) {
    for await (const page of otaJobs.search().pages()) return page;
    return undefined;
  },
  async toArray(otaJobs) {
    return await otaJobs.search().toArray({ limit: 10 });
  },
  async count(otaJobs) {
    return await otaJobs.count();
  },
  async waitFor(otaJobs) {
    return await otaJobs.waitFor({}, () => true);
  },
  async nextPage(otaJobs) {
    const page = await otaJobs.search({ pagination: { pageSize: 50 } });
    return await page.nextPage();
  },
  async secondPageOfForAwait(otaJobs) {
    let count = 0;
    for await (const _ of otaJobs.search()) count++;
    return count;
  },
};

test.each(Object.entries(calls))("%s", async (name, call) => {
  let requests = 0;
  const failsLater = name === "nextPage" || name === "secondPageOfForAwait";
  const answers = (): Promise<Response> => (failsLater && ++requests === 1 ? later() : fetch());
  const { otaJobs } = new JobServer(0).client({
    fetch: answers,
    clock: {
      now: Date.now,
      random: () => 0,
      sleep: (ms) => (ms > 2000 ? new Promise(() => {}) : Promise.resolve()),
    },
  });
  const error = await rejection(call(otaJobs));
  if (!isOtaError(error)) throw error;
  expect(error.stack).toMatch(new RegExp(`at .*${name} .*callerStack\\.test\\.ts`));
});

test("a stack does not grow when its error is awaited again", async () => {
  const search = new JobServer(0).client({ fetch }).otaJobs.search();
  const first = await rejection(search);
  const { stack } = first as Error;
  expect(await rejection(search)).toBe(first);
  expect((first as Error).stack).toBe(stack);
});

test("an error that is none of this package's stays as it is", () => {
  const error = new Error("of the user's predicate");
  const { stack } = error;
  const fail = () => withCallerStack(error, fail);
  expect(fail()).toBe(error);
  expect(error.stack).toBe(stack);
});

test("where the engine cannot tell the caller's frames, an error stays as it is", () => {
  const error = new OtaError("failed");
  const { stack } = error;
  const { captureStackTrace } = Error;
  Reflect.set(Error, "captureStackTrace", undefined);
  const fail = () => withCallerStack(error, fail);
  try {
    expect(fail()).toBe(error);
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
  expect(error.stack).toBe(stack);
});
