// The options for TanStack Query, with the oldest and the newest supported version.

import { createMockOta, generateJobs, type MockOta } from "@enos-ota/mock";
import { otaJob } from "@enos-ota/query";
import * as newest from "@tanstack/query-core";
import * as oldest from "@tanstack/query-core-oldest";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { sortedBy } from "../src/generated/limits.ts";
import { createOtaClient, createTestClock, type OtaClient, type OtaJob } from "../src/index.ts";
import {
  type OtaJobsData,
  type OtaJobsInfinitePage,
  searchOtaJobsInfiniteOptions,
  searchOtaJobsOptions,
  searchOtaJobsQueryKey,
} from "../src/tanstack.ts";

/** The direction in time toward the beginning of the list. */
const earlier = String(sortedBy.order) === "DESC" ? 1 : -1;

let mock: MockOta;
let enos: OtaClient;

beforeEach(() => {
  mock = createMockOta({ jobs: generateJobs(130, { seed: 1, orgId: "o1" }) });
  const { baseUrl, auth, fetch } = mock;
  enos = createOtaClient({
    baseUrl,
    auth,
    fetch,
    orgId: "o1",
    clock: createTestClock({ start: Date.now() }),
  });
});

const searches = (): number => mock.requests.filter(({ operation }) => operation === "searchOtaJobs").length;

describe.each([
  ["oldest", oldest as unknown as typeof newest],
  ["newest", newest],
])("with the %s version", (_, { QueryClient, QueryObserver, InfiniteQueryObserver, dehydrate, hydrate }) => {
  let queries: newest.QueryClient;

  beforeEach(() => {
    queries = new QueryClient();
    queries.mount();
  });

  afterEach(() => {
    queries.clear();
    queries.unmount();
  });

  test("a query has one page as plain data, and is the same data when nothing has changed", async () => {
    const options = searchOtaJobsOptions(enos, { pagination: { pageSize: 20 } });
    const data = await queries.fetchQuery(options);
    expect(data).toMatchObject({ pageNo: 1, pageSize: 20, totalSize: 130, hasNextPage: true });
    expect(data.jobs).toHaveLength(20);
    expect(structuredClone(data)).toEqual(data);
    await queries.refetchQueries();
    expect(searches()).toBe(2);
    expect(queries.getQueryData(options.queryKey)).toBe(data);
  });

  test("a transient failure sends exactly maxRetries + 1 requests, a permanent one sends one", async () => {
    mock.use("unavailable");
    const options = searchOtaJobsOptions(enos, {}, { maxRetries: 3 });
    await expect(queries.fetchQuery(options)).rejects.toMatchObject({ status: 503 });
    expect(searches()).toBe(4);
    // fetchQuery() never retries by default; a mounted query does, three times, unless it is configured otherwise.
    const observer = new QueryObserver(queries, options);
    const unsubscribe = observer.subscribe(() => {});
    await vi.waitFor(() => expect(observer.getCurrentResult().isError).toBe(true));
    expect(searches()).toBe(8);
    unsubscribe();
  });

  test("the search is aborted when nobody uses the query any more", async () => {
    let signal: AbortSignal | null | undefined;
    const hanging = createOtaClient({
      baseUrl: mock.baseUrl,
      orgId: "o1",
      auth: "none",
      fetch: (_url, init) => {
        signal = init.signal;
        return new Promise(() => {});
      },
    });
    const unsubscribe = new QueryObserver(queries, searchOtaJobsOptions(hanging)).subscribe(() => {});
    await vi.waitFor(() => expect(signal?.aborted).toBe(false));
    unsubscribe();
    await vi.waitFor(() => expect(signal?.aborted).toBe(true));
  });

  test("infinite pages hold every job once, in order, while jobs are inserted above and deleted", async () => {
    const before = (await enos.otaJobs.search().toArray({ limit: 1000 })).map((job) => job.jobId);
    const options = searchOtaJobsInfiniteOptions(enos, { pagination: { pageSize: 30 } });
    const observer = new InfiniteQueryObserver(queries, options);
    const unsubscribe = observer.subscribe(() => {});
    await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true));
    const [firstJob] = await enos.otaJobs.search().toArray({ limit: 1 });
    if (!firstJob) throw new Error("the mock is empty");
    for (let round = 1; observer.getCurrentResult().hasNextPage; round++) {
      for (let i = 0; i < 40; i++) {
        const createTime = firstJob.createTime + earlier * (round * 1000 + i);
        mock.jobs.add({ ...firstJob, jobId: `new${round}-${i}`, createTime });
      }
      if (round === 2) mock.jobs.remove(before[0] ?? "");
      await observer.fetchNextPage();
    }
    const ids = observer.getCurrentResult().data?.pages.flatMap((page) => page.jobs.map((job) => job.jobId));
    expect(ids).toEqual(before);
    unsubscribe();
  });

  test("on a list that does not change, each infinite page takes one request", async () => {
    const options = searchOtaJobsInfiniteOptions(enos, { pagination: { pageSize: 20 } });
    const { pages } = await queries.fetchInfiniteQuery({ ...options, pages: 10 });
    expect(pages.map(({ jobs }) => jobs.length)).toEqual([20, 20, 20, 20, 20, 20, 10]);
    expect(searches()).toBe(7);
    expect(pages.at(-1)?.next).toBeNull();
  });

  test("data rendered on a server can be continued in the browser, through JSON", async () => {
    const options = searchOtaJobsInfiniteOptions(enos, { pagination: { pageSize: 50 } });
    await queries.prefetchInfiniteQuery(options);
    const sent = JSON.stringify(dehydrate(queries));
    const browser = new QueryClient();
    hydrate(browser, JSON.parse(sent));
    expect(browser.getQueryData(options.queryKey)).toEqual(queries.getQueryData(options.queryKey));
    const observer = new InfiniteQueryObserver(browser, { ...options, staleTime: 60_000 });
    const unsubscribe = observer.subscribe(() => {});
    await observer.fetchNextPage();
    const ids = observer.getCurrentResult().data?.pages.flatMap(({ jobs }) => jobs.map((job) => job.jobId));
    expect(ids?.length).toBeGreaterThan(80);
    const all = await enos.otaJobs.search().toArray({ limit: ids?.length ?? 0 });
    expect(ids).toEqual(all.map((job) => job.jobId));
    unsubscribe();
    browser.clear();
  });

  test("one key is the prefix of both kinds of keys, and invalidates both", async () => {
    const params = { expression: "status = 'started'" };
    await queries.fetchQuery(searchOtaJobsOptions(enos, params));
    await queries.fetchInfiniteQuery(searchOtaJobsInfiniteOptions(enos, params));
    await queries.invalidateQueries({ queryKey: searchOtaJobsQueryKey(params) });
    expect(
      queries
        .getQueryCache()
        .getAll()
        .map((query) => query.state.isInvalidated),
    ).toEqual([true, true]);
  });
});

test("a key is data: a condition counts as its text, and an organization is part of it", () => {
  const condition = otaJob.status.eq("started");
  expect(newest.hashKey(searchOtaJobsQueryKey({ expression: condition }))).toBe(
    newest.hashKey(searchOtaJobsQueryKey({ expression: "status = 'started'" })),
  );
  const keys = [
    searchOtaJobsQueryKey(),
    searchOtaJobsQueryKey({}),
    searchOtaJobsQueryKey({}, { orgId: "o2" }),
    searchOtaJobsQueryKey({ pagination: { pageSize: 20 } }),
    searchOtaJobsOptions(enos, { expression: "a" }, { orgId: "o2" }).queryKey,
    searchOtaJobsInfiniteOptions(enos, { expression: "a" }, { orgId: "o2" }).queryKey,
  ];
  expect(new Set(keys.map((key) => newest.hashKey(key))).size).toBe(keys.length);
});

test("an infinite query begins at the first page", () => {
  expect(() => searchOtaJobsInfiniteOptions(enos, { pagination: { pageNo: 2, pageSize: 10 } })).toThrow(
    expect.objectContaining({ name: "OtaConfigError", option: "pagination.pageNo" }),
  );
});

test("types hold under select, placeholderData and getQueryData", () => {
  const queries = new newest.QueryClient();
  const options = searchOtaJobsOptions(enos);
  expectTypeOf(queries.getQueryData(options.queryKey)).toEqualTypeOf<OtaJobsData | undefined>();
  const selecting = new newest.QueryObserver(queries, {
    ...options,
    select: (data) => data.jobs.map((job) => job.status),
    placeholderData: (previous) => previous,
  });
  expectTypeOf(selecting.getCurrentResult().data).toEqualTypeOf<OtaJob["status"][] | undefined>();
  const infinite = searchOtaJobsInfiniteOptions(enos);
  expectTypeOf(queries.getQueryData(infinite.queryKey)?.pages).toEqualTypeOf<
    OtaJobsInfinitePage[] | undefined
  >();
});
