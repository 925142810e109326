// Checked by tsc: each @ts-expect-error must be an error, and each of these lines must compile.
import { otaJob } from "@enos-ota/query";
import Keyv from "keyv";
import { expectTypeOf } from "vitest";
import { createFetchClient } from "../src/fetch.ts";
import {
  createOtaClient,
  isOtaApiError,
  type OtaClient,
  type OtaJob,
  type OtaPage,
  type paths,
  type TokenStore,
} from "../src/index.ts";

const enos = createOtaClient({ baseUrl: "https://g.example", orgId: "o", auth: "none" });
const { otaJobs } = enos;
expectTypeOf(enos).toEqualTypeOf<OtaClient>();

// A search is a page to those who wait, and jobs to those who iterate.
const search = otaJobs.search();
expectTypeOf<Awaited<typeof search>>().toEqualTypeOf<OtaPage>();
for await (const job of search) expectTypeOf(job).toEqualTypeOf<OtaJob>();
for await (const page of search.pages()) expectTypeOf(page.totalSize).toEqualTypeOf<number | undefined>();
expectTypeOf(search.toArray({ limit: 1 })).resolves.toEqualTypeOf<OtaJob[]>();
// @ts-expect-error an array without a limit could grow without end
search.toArray();

// Fields are as nullable as the API's.
expectTypeOf<OtaJob["status"]>().toEqualTypeOf<"started" | "stopped">();
expectTypeOf<OtaJob["productKey"]>().toEqualTypeOf<string | null | undefined>();
expectTypeOf<OtaJob["createTime"]>().toEqualTypeOf<number>();

// An expression is a text, or a value that prints itself; undefined is every job.
otaJobs.search({ expression: otaJob.status.eq("started") });
otaJobs.search({ expression: undefined });
// @ts-expect-error a number is no expression
otaJobs.search({ expression: 5 });
// @ts-expect-error the API takes no sorters here
otaJobs.search({ pagination: { pageNo: 1, pageSize: 1, sorters: [] } });
// @ts-expect-error a page has a number and a size
otaJobs.search({ pagination: { pageNo: 1 } });
// @ts-expect-error there is no such option
otaJobs.search({}, { retries: 2 });
// @ts-expect-error a secret key is missing
createOtaClient({ auth: { accessKey: "a" } });

// A Keyv is a token store as it is.
expectTypeOf<Keyv>().toExtend<TokenStore>();
createOtaClient({ auth: { accessKey: "a", secretKey: "b", tokenStore: new Keyv() } });

// Guards narrow.
const error: unknown = undefined;
if (isOtaApiError(error)) expectTypeOf(error.code).toEqualTypeOf<number>();

// The bare client knows the spec: `data` narrows on `code`.
const { data } = await createFetchClient().POST("/connect-service/v2.1/ota-jobs", {
  params: { query: { action: "search", orgId: "o" } },
  body: {},
});
if (data?.code === 0) expectTypeOf(data.data).toEqualTypeOf<OtaJob[]>();
// @ts-expect-error a path that the spec does not have
createFetchClient().POST("/connect-service/v9/ota-jobs", { body: {} });
expectTypeOf<keyof paths>().toExtend<string>();
