// Options for TanStack Query 5, for React, Vue, Solid and Svelte alike: no function of a framework is needed here.
import type { DataTag, DefaultError, InfiniteData, QueryFunctionContext } from "@tanstack/query-core";
import type { OtaClient } from "./client.ts";
import { OtaConfigError } from "./errors.ts";
import { firstPageNo } from "./generated/limits.ts";
import type { SearchOptions } from "./options.ts";
import type { Checkpoint } from "./paging/checkpoint.ts";
import { checkpointOf, type OtaJob } from "./resources/otaJobs.ts";
import type { SearchParams } from "./resources/searchParams.ts";

/** Options of the searches of a query. The signal is that of TanStack Query. */
export type QuerySearchOptions = Omit<SearchOptions, "signal">;

/** One page of jobs, as plain data that can be compared, stored and sent to a browser. */
export interface OtaJobsData {
  /** The jobs of the page, in the order of the list. */
  readonly jobs: readonly OtaJob[];
  /** The number of the page, from 1. */
  readonly pageNo: number;
  /** Jobs per page. */
  readonly pageSize: number;
  /** The number of all jobs that match; undefined when the server does not tell. */
  readonly totalSize: number | undefined;
  /** Whether more jobs follow. */
  readonly hasNextPage: boolean;
}

/** One page of an infinite query, as plain data. */
export interface OtaJobsInfinitePage {
  /** Jobs that no page before has, in the order of the list. */
  readonly jobs: readonly OtaJob[];
  /** The number of all jobs that match; undefined when the server does not tell. */
  readonly totalSize: number | undefined;
  /** Where the next page begins; null at the end of the list. */
  readonly next: Checkpoint | null;
}

/** The key of a query. The key of an infinite query begins with it. */
export type OtaJobsQueryKey = readonly ["otaJobs", "search", ...(readonly unknown[])];

/** What `useQuery()` and the like take. */
export interface OtaJobsQueryOptions {
  readonly queryKey: DataTag<OtaJobsQueryKey, OtaJobsData, DefaultError>;
  readonly queryFn: (context: QueryFunctionContext<OtaJobsQueryKey>) => Promise<OtaJobsData>;
  /** The client retries by itself. */
  readonly retry: false;
}

/** What `useInfiniteQuery()` and the like take. */
export interface OtaJobsInfiniteQueryOptions {
  readonly queryKey: DataTag<
    OtaJobsQueryKey,
    InfiniteData<OtaJobsInfinitePage, Checkpoint | null>,
    DefaultError
  >;
  readonly queryFn: (
    context: QueryFunctionContext<OtaJobsQueryKey, Checkpoint | null>,
  ) => Promise<OtaJobsInfinitePage>;
  readonly initialPageParam: Checkpoint | null;
  readonly getNextPageParam: (lastPage: OtaJobsInfinitePage) => Checkpoint | null;
  /** The client retries by itself. */
  readonly retry: false;
}

/**
 * Returns the key of a search, to read its data or to invalidate it. Without parameters: the beginning of the keys of
 * all searches.
 *
 * @example
 * await queryClient.invalidateQueries({ queryKey: searchOtaJobsQueryKey() });
 */
export function searchOtaJobsQueryKey(
  params?: SearchParams,
  { orgId }: Pick<QuerySearchOptions, "orgId"> = {},
): DataTag<OtaJobsQueryKey, OtaJobsData, DefaultError> {
  if (!params) return tag<OtaJobsData>(["otaJobs", "search"]);
  const { expression, pagination } = params;
  // Data only: a condition is an object that prints itself.
  const searched = {
    expression: expression === undefined ? undefined : String(expression),
    pagination,
    orgId,
  };
  return tag<OtaJobsData>(["otaJobs", "search", searched]);
}

/** Tells the compiler which data a key has, so that `getQueryData(key)` is typed. */
function tag<Data>(key: OtaJobsQueryKey): DataTag<OtaJobsQueryKey, Data, DefaultError> {
  return key as DataTag<OtaJobsQueryKey, Data, DefaultError>;
}

/**
 * Returns the options of a query for one page of jobs. The search is aborted when nobody uses the query any more, and
 * is retried by the client alone: a call that keeps failing with a retryable error sends `maxRetries + 1` requests.
 *
 * @param options Options of the search. Where one QueryClient serves several organizations, name the `orgId` here: it
 * is part of the key; that of the client is not.
 *
 * @example
 * const { data } = useQuery(searchOtaJobsOptions(enos, { expression: "status = 'started'" }));
 */
export function searchOtaJobsOptions(
  enos: OtaClient,
  params: SearchParams = {},
  options: QuerySearchOptions = {},
): OtaJobsQueryOptions {
  return {
    queryKey: searchOtaJobsQueryKey(params, options),
    async queryFn({ signal }) {
      const { jobs, pageNo, pageSize, totalSize, hasNextPage } = await enos.otaJobs.search(params, {
        ...options,
        signal,
      });
      return { jobs, pageNo, pageSize, totalSize, hasNextPage };
    },
    retry: false,
  };
}

/**
 * Returns the options of an infinite query over all matching jobs. Each page begins where the one before ended, by
 * creation time and ID, not by page number: no job comes twice, and none is lost, while jobs are created and deleted
 * between two pages.
 *
 * @param params `pagination.pageSize` is the largest number of jobs of a page (by default the recommended one);
 * `pageNo` must be 1.
 * @param options As for {@link searchOtaJobsOptions}.
 * @throws `OtaConfigError` when a later page is to be the first.
 *
 * @example
 * const { data, fetchNextPage } = useInfiniteQuery(searchOtaJobsInfiniteOptions(enos, {}));
 * const jobs = data?.pages.flatMap((page) => page.jobs);
 */
export function searchOtaJobsInfiniteOptions(
  enos: OtaClient,
  params: SearchParams = {},
  options: QuerySearchOptions = {},
): OtaJobsInfiniteQueryOptions {
  if ((params.pagination?.pageNo ?? firstPageNo) !== firstPageNo) {
    throw new OtaConfigError("An infinite query begins at the first page.", "pagination.pageNo");
  }
  const key: OtaJobsQueryKey = searchOtaJobsQueryKey(params, options);
  const most = params.pagination?.pageSize ?? Infinity;
  return {
    queryKey: tag<InfiniteData<OtaJobsInfinitePage, Checkpoint | null>>([...key, "infinite"]),
    async queryFn({ signal, pageParam }) {
      const search = enos.otaJobs.search(params, { ...options, signal });
      for await (const { jobs, totalSize, hasNextPage } of search.pages({ after: pageParam ?? undefined })) {
        const shown = jobs.slice(0, most);
        const goesOn = hasNextPage || jobs.length > shown.length;
        const next = goesOn ? checkpointOf(shown, pageParam ?? undefined) : undefined;
        return { jobs: shown, totalSize, next: next ?? null };
      }
      return { jobs: [], totalSize: undefined, next: null };
    },
    initialPageParam: null,
    getNextPageParam: (lastPage) => lastPage.next,
    retry: false,
  };
}
