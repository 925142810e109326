// Wrong arguments: in plain JavaScript no compiler rejects them, and a filter must not be dropped silently.
import { otaJob } from "@enos-ota/query";
import { describe, expect, test } from "vitest";
import { maximumPageSize, recommendedPageSize } from "../../src/generated/limits.ts";
import { rejection } from "../support/gateway.ts";
import { JobServer } from "../support/jobServer.ts";

// biome-ignore lint/suspicious/noExplicitAny: as in plain JavaScript
type Untyped = any;

function untyped() {
  const server = new JobServer(5);
  const otaJobs: Untyped = server.client().otaJobs;
  return { server, otaJobs };
}

const wrongParams: [string, unknown, string | undefined, RegExp][] = [
  ["a text", "status = 'started'", "expression", /\(\{ expression: … \}\)/],
  ["a condition", otaJob.status.eq("started"), "expression", /\(\{ expression: … \}\)/],
  ["null", null, undefined, /takes an object, not null/],
  ["an array", [], undefined, /takes an object, not an array/],
  ["a number", 5, undefined, /takes an object, not a number/],
  ["a mistyped name", { expresion: "a" }, "expresion", /no option "expresion".*Did you mean "expression"\?/],
  ["a name of another API", { query: "a" }, "query", /no option "query"/],
  ["an expression of null", { expression: null }, "expression", /must be a text or a condition.*not null/],
  ["a number as expression", { expression: 5 }, "expression", /not a number/],
  ["an array as expression", { expression: ["a"] }, "expression", /not an array/],
  ["a date as expression", { expression: new Date() }, "expression", /class Date/],
  ["a URL as expression", { expression: new URL("https://a.example") }, "expression", /class URL/],
  ["a plain object as expression", { expression: { status: "started" } }, "expression", /not an object/],
  [
    "a field without a comparison as expression",
    { expression: otaJob.status },
    "expression",
    /must be a text/,
  ],
  ["an empty expression", { expression: "" }, "expression", /leave it out/],
  ["a blank expression", { expression: " \n" }, "expression", /leave it out/],
];

const wrongOptions: [string, unknown, string | undefined, RegExp][] = [
  ["a mistyped option", { timout: 5 }, "timout", /Did you mean "timeoutMs"\?/],
  ["the mode of old", { reconcile: "strict" }, "reconcile", /no option "reconcile"/],
  ["a text as mode", { lossless: "strict" }, "lossless", /must be true or false, not "strict"/],
  ["a signal's controller", { signal: new AbortController() }, "signal", /controller\.signal/],
  ["half a page in flight", { concurrency: 1.5 }, "concurrency", /whole number/],
  ["no page in flight", { concurrency: 0 }, "concurrency", /at least 1/],
  ["no number", { maxRetries: Number.NaN }, "maxRetries", /not NaN/],
  ["null", null, undefined, /takes an object, not null/],
];

describe("search()", () => {
  test.each(wrongParams)("%s is refused at the call", (_, params, option, message) => {
    const { server, otaJobs } = untyped();
    const wrong = { name: "OtaConfigError", option, message: expect.stringMatching(message) };
    expect(() => otaJobs.search(params)).toThrow(expect.objectContaining(wrong));
    expect(server.asked).toEqual([]);
  });

  test.each([
    [
      "a size above the maximum",
      { pageSize: maximumPageSize + 1 },
      "pagination.pageSize",
      new RegExp(`from 1 to ${maximumPageSize}.*not ${maximumPageSize + 1}`),
    ],
    ["size 0", { pageSize: 0 }, "pagination.pageSize", /not 0/],
    ["no size", { pageNo: 1 }, "pagination.pageSize", /missing/],
    ["size NaN", { pageSize: Number.NaN }, "pagination.pageSize", /not NaN/],
    ["a text as size", { pageSize: "50" }, "pagination.pageSize", /not "50"/],
    ["number 0", { pageNo: 0, pageSize: 10 }, "pagination.pageNo", /not 0/],
    ["number 1.5", { pageNo: 1.5, pageSize: 10 }, "pagination.pageNo", /whole number/],
    ["a mistyped name", { pagesize: 10 }, "pagination.pagesize", /Did you mean "pagination.pageSize"\?/],
    ["sorters", { pageSize: 10, sorters: [] }, "pagination.sorters", /no option/],
    ["a number", 2, "pagination", /must be an object/],
  ])("a page of %s is refused at the call", (_, pagination, option, message) => {
    const wrong = { name: "OtaConfigError", option, message: expect.stringMatching(message) };
    expect(() => untyped().otaJobs.search({ pagination })).toThrow(expect.objectContaining(wrong));
  });

  test.each(wrongOptions)("as options, %s is refused at the call", (_, options, option, message) => {
    const wrong = { name: "OtaConfigError", option, message: expect.stringMatching(message) };
    expect(() => untyped().otaJobs.search({}, options)).toThrow(expect.objectContaining(wrong));
  });

  test("undefined means absent everywhere", async () => {
    const { server, otaJobs } = untyped();
    const options = { signal: undefined, concurrency: undefined, lossless: undefined, orgId: undefined };
    await otaJobs.search({ expression: undefined, pagination: undefined }, options);
    await otaJobs.search({ pagination: { pageNo: undefined, pageSize: 3 } }, undefined);
    await otaJobs.search(undefined).pages({ after: undefined }).next();
    expect(server.asked).toEqual(["-", "1x3", `1x${recommendedPageSize}`]);
  });
});

describe.each(["count", "waitFor"])("%s()", (method) => {
  const call = (otaJobs: Untyped, params: unknown, options?: unknown): Promise<unknown> =>
    method === "count" ? otaJobs.count(params, options) : otaJobs.waitFor(params, () => true, options);

  test.each(wrongParams)("%s is refused", async (_, params, option, message) => {
    const { server, otaJobs } = untyped();
    const error = await rejection(call(otaJobs, params));
    expect(error).toMatchObject({ name: "OtaConfigError", option, message: expect.stringMatching(message) });
    expect(server.asked).toEqual([]);
  });

  test.each(wrongOptions)("as options, %s is refused", async (_, options, option, message) => {
    const error = await rejection(call(untyped().otaJobs, {}, options));
    expect(error).toMatchObject({ name: "OtaConfigError", option, message: expect.stringMatching(message) });
  });
});

test("a count has no page", async () => {
  const error = await rejection(untyped().otaJobs.count({ pagination: { pageSize: 1 } }));
  expect(error).toMatchObject({ name: "OtaConfigError", option: "pagination" });
});

describe("toArray()", () => {
  test.each([
    ["nothing", undefined, /needs a limit/],
    ["no limit", {}, /needs a limit/],
    ["a bare number", 10, /takes an object/],
    ["half a job", { limit: 10.5 }, /whole number.*not 10\.5/],
    ["NaN", { limit: Number.NaN }, /not NaN/],
    ["less than nothing", { limit: -1 }, /at least 0/],
    ["a text", { limit: "10" }, /not "10"/],
    ["a mistyped name", { limits: 10 }, /Did you mean "limit"\?/],
  ])("%s is refused", async (_, options, message) => {
    const { server, otaJobs } = untyped();
    const error = await rejection(otaJobs.search().toArray(options));
    expect(error).toMatchObject({ name: "OtaConfigError", message: expect.stringMatching(message) });
    expect(server.asked).toEqual([]);
  });

  test("Infinity means all jobs", async () => {
    expect(await untyped().otaJobs.search().toArray({ limit: Number.POSITIVE_INFINITY })).toHaveLength(5);
  });
});

describe("pages()", () => {
  test.each([
    ["a page number", 3],
    ["no time", { ids: [], count: 0 }],
    ["no IDs", { time: 5, count: 0 }],
    ["IDs that are no texts", { time: 5, ids: [1], count: 0 }],
    ["a time that is no number", { time: "5", ids: [], count: 0 }],
    ["no count", { time: 5, ids: [] }],
    ["a count below zero", { time: 5, ids: [], count: -1 }],
    ["null", null],
  ])("is not resumed after %s", (_, after) => {
    expect(() => untyped().otaJobs.search().pages({ after })).toThrow(
      expect.objectContaining({ name: "OtaConfigError", option: "after" }),
    );
  });

  test("cannot be resumed together with a page number", () => {
    const { otaJobs } = untyped();
    const search = otaJobs.search({ pagination: { pageNo: 2, pageSize: 10 } });
    expect(() => search.pages({ after: { time: 5, ids: [], count: 0 } })).toThrow(/pageNo/);
  });
});

test("a filter in place of the object: the message shows how to pass it, with the name of the method", async () => {
  const { otaJobs } = untyped();
  const filter = "status = 'started'";
  expect(() => otaJobs.search(filter)).toThrow(
    "search() takes an object; pass the filter as search({ expression: … }).",
  );
  await expect(otaJobs.count(filter)).rejects.toThrow(
    "count() takes an object; pass the filter as count({ expression: … }).",
  );
});
