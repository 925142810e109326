import type { Clock } from "./clock.ts";
import { type FetchClient, searchOtaJobs } from "./openapiFetch.ts";
import type { SearchOptions } from "./options.ts";
import { type OtaJob, OtaPage, readPage } from "./page.ts";
import { PagePromise, type SearchParams, searchBody } from "./search.ts";
import type { Send } from "./transport.ts";
import { type WaitOptions, waitFor } from "./waitFor.ts";
import { walk } from "./walk.ts";

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

/** Makes the resource. */
export function createOtaJobs(api: FetchClient, send: Send, orgId: string, clock: Clock): OtaJobs {
  const search = (params: SearchParams = {}, options: SearchOptions = {}): PagePromise => {
    const read = async (
      pagination: SearchParams["pagination"],
      signal = options.signal,
    ): Promise<OtaPage> => {
      const body = searchBody({ expression: params.expression, pagination });
      const answer = await searchOtaJobs(api, send, options.orgId ?? orgId, body, { ...options, signal });
      return new OtaPage(readPage(answer, pagination), read);
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
