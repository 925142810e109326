// Checked by tsc: each @ts-expect-error must be an error, and each of these lines must compile.
import { otaJob } from "@enos-ota/query";
import Keyv from "keyv";
import { expectTypeOf } from "vitest";
import { createFetchClient } from "../src/fetch.ts";
import { operations } from "../src/generated/operations.ts";
import {
  checkpointOf,
  createOtaClient,
  type ErrorCode,
  isOtaApiError,
  type OtaClient,
  type OtaJob,
  type OtaJobPage,
  type paths,
  type TokenStore,
} from "../src/index.ts";

const enos = createOtaClient({ baseUrl: "https://g.example", orgId: "o", auth: "none" });
const { otaJobs } = enos;
expectTypeOf(enos).toEqualTypeOf<OtaClient>();

// Awaiting a search returns a page; iterating it returns jobs.
const search = otaJobs.search();
expectTypeOf<Awaited<typeof search>>().toEqualTypeOf<OtaJobPage>();
for await (const job of search) expectTypeOf(job).toEqualTypeOf<OtaJob>();
for await (const page of search.pages()) expectTypeOf(page).toEqualTypeOf<OtaJobPage>();
for (const job of await search) expectTypeOf(job).toEqualTypeOf<OtaJob>();
expectTypeOf((await search).totalSize).toEqualTypeOf<number | undefined>();
expectTypeOf((await search).nextPage()).resolves.toEqualTypeOf<OtaJobPage>();
expectTypeOf(otaJobs.count({ expression: "a" })).toEqualTypeOf<Promise<number>>();
expectTypeOf(search.toArray({ limit: 1 })).resolves.toEqualTypeOf<OtaJob[]>();
// @ts-expect-error an array without a limit could grow without end
search.toArray();

// Fields are as nullable as the API's.
expectTypeOf<OtaJob["status"]>().toExtend<string>();
expectTypeOf<OtaJob["status"]>().not.toEqualTypeOf<string>();
expectTypeOf<OtaJob["productKey"]>().toEqualTypeOf<string | null | undefined>();
expectTypeOf<OtaJob["createTime"]>().toEqualTypeOf<number>();

// An expression is a string, or a value with a matching toString(); undefined stands for every job.
otaJobs.search({ expression: otaJob.status.eq("started") });
otaJobs.search({ expression: undefined });
// @ts-expect-error a number is no expression
otaJobs.search({ expression: 5 });
// @ts-expect-error a date has a toString(), but is not an expression
otaJobs.search({ expression: new Date() });
// @ts-expect-error nor is a URL
otaJobs.search({ expression: new URL("https://g.example") });
// @ts-expect-error a field without a comparison is no expression
otaJobs.search({ expression: otaJob.status });
// @ts-expect-error the API takes no sorters here
otaJobs.search({ pagination: { pageNo: 1, pageSize: 1, sorters: [] } });
// The page number may be left out, the size may not.
otaJobs.search({ pagination: { pageSize: 50 } });
// @ts-expect-error a page has a size
otaJobs.search({ pagination: { pageNo: 1 } });
// @ts-expect-error there is no such option
otaJobs.search({}, { retries: 2 });
// @ts-expect-error there are two modes
otaJobs.search({}, { lossless: "strict" });
// @ts-expect-error a count is of all pages
otaJobs.count({ pagination: { pageSize: 1 } });

// A predicate sees jobs; the deadline of the wait is not that of a request.
const waited = otaJobs.waitFor({}, (jobs) => jobs.every((job) => job.status === "stopped"), {
  deadlineMs: 5000,
  timeoutMs: 1000,
});
expectTypeOf(waited).resolves.toEqualTypeOf<readonly OtaJob[]>();

// A checkpoint resumes after its last job.
search.pages({ after: checkpointOf([{ jobId: "a", createTime: 1 }]) });

// @ts-expect-error a secret key is missing
createOtaClient({ auth: { accessKey: "a" } });

// A Keyv can be used as a token store directly.
expectTypeOf<Keyv>().toExtend<TokenStore>();
createOtaClient({ auth: { accessKey: "a", secretKey: "b", tokenStore: new Keyv() } });

// Guards narrow.
const error: unknown = undefined;
if (isOtaApiError(error)) {
  expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
  // Editors complete the known codes; unknown ones are allowed.
  expectTypeOf<99400>().toExtend<ErrorCode>();
  expectTypeOf<12345>().toExtend<ErrorCode>();
  expectTypeOf<"InvalidArgument">().toExtend<NonNullable<typeof error.codeName>>();
}

// The bare client knows the spec: `data` narrows on `code`.
const { data } = await createFetchClient().POST(operations.searchOtaJobs.path, {
  params: { query: { action: "search", orgId: "o" } },
  body: {},
});
if (data?.code === 0) expectTypeOf(data.data).toEqualTypeOf<OtaJob[]>();
// @ts-expect-error a path that the spec does not have
createFetchClient().POST("/connect-service/v9/ota-jobs", { body: {} });
expectTypeOf<keyof paths>().toExtend<string>();
