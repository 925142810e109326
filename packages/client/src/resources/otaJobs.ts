import type { Clock } from "../clock.ts";
import type { components } from "../generated/openapi.ts";
import type { Answer } from "../http/answer.ts";
import type { CallOptions, SearchOptions } from "../options.ts";
import { type OtaJob, OtaPage, readPage } from "../paging/page.ts";
import { PagePromise, type SearchParams, searchBody } from "../paging/pagePromise.ts";
import { type WaitOptions, waitFor } from "../paging/waitFor.ts";
import { walk } from "../paging/walk.ts";

/** The OTA jobs of an organization. */
export interface OtaJobs {
  /**
   * Searches jobs. Await the result for one page; iterate it for every job.
   * Throws (on await) every error of this package but `OtaConfigError`s of set-up.
   */
  search(params?: SearchParams, options?: SearchOptions): PagePromise;
  /**
   * Looks at all matching jobs until the predicate holds, and gives them. The first look comes after the two seconds
   * that EnOS takes to show an update. Throws an `OtaTimeoutError` with `lastJobs` when time is up.
   */
  waitFor(
    params: SearchParams,
    predicate: (jobs: readonly OtaJob[]) => boolean | Promise<boolean>,
    options?: WaitOptions,
  ): Promise<readonly OtaJob[]>;
}

/** Calls the operation of this name. */
export type SearchOtaJobs = (
  orgId: string,
  body: components["schemas"]["SearchRequest"],
  call: CallOptions,
) => Promise<Answer>;

/** Makes the resource. */
export function createOtaJobs(send: SearchOtaJobs, orgId: string, clock: Clock): OtaJobs {
  const search = (params: SearchParams = {}, options: SearchOptions = {}): PagePromise => {
    const read = async (
      pagination: SearchParams["pagination"],
      signal = options.signal,
    ): Promise<OtaPage> => {
      const body = searchBody({ expression: params.expression, pagination });
      const answer = await send(options.orgId ?? orgId, body, { ...options, signal });
      return new OtaPage(readPage(answer, pagination), answer, read);
    };
    return new PagePromise({
      first: () => read(params.pagination),
      walk: (limit) => walk(read, params.pagination, options, limit),
    });
  };
  return {
    search,
    waitFor: (params, predicate, options = {}) =>
      waitFor((each) => search(params, each), predicate, options, clock),
  };
}
