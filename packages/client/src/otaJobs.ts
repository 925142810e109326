import { type FetchClient, searchOtaJobs } from "./openapiFetch.ts";
import type { SearchOptions } from "./options.ts";
import { OtaPage, readPage } from "./page.ts";
import { PagePromise, type SearchParams, searchBody } from "./search.ts";
import type { Send } from "./transport.ts";
import { walk } from "./walk.ts";

/** The OTA jobs of an organization. */
export interface OtaJobs {
  /**
   * Searches jobs. Await the result for one page; iterate it for every job.
   * Throws (on await) every error of this package but `OtaConfigError`s of set-up.
   */
  search(params?: SearchParams, options?: SearchOptions): PagePromise;
}

/** Makes the resource. */
export function createOtaJobs(api: FetchClient, send: Send, orgId: string): OtaJobs {
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
  return { search };
}
