import { codes } from "../generated/errorCodes.ts";
import * as limits from "../generated/limits.ts";
import type { components } from "../generated/openapi.ts";
import { defaultProfile } from "./createProfile.ts";
import type { SearchRequest, StoredRecord } from "./endpoint.ts";
import { ExpressionReader } from "./expression.ts";
import type { OtaJob } from "./job.ts";
import { invalidArgument } from "./messages.ts";
import { otaJobs } from "./otaJobs.ts";
import type { Profile } from "./profile.ts";
import { sort } from "./recordList.ts";

/** The API's answer to a search, without the ID of the request. */
export type SearchAnswer<Item = unknown> =
  | (Omit<components["schemas"]["SearchSuccess"], "requestId" | "data"> & { readonly data: readonly Item[] })
  | (Omit<components["schemas"]["ServiceFailure"], "requestId" | "data"> & { readonly data: null });

const reader = new ExpressionReader(otaJobs, defaultProfile);

/**
 * Searches jobs as the API's page describes it: the expression filters, the newest come first, and without
 * `pagination` the first ten are returned. It keeps nothing and changes nothing. The request must match the spec; an
 * expression that the API would refuse returns its code. Fastest on jobs that are already in the order of the list.
 *
 * @example
 * ```ts
 * const { data } = search(jobs, { expression: "status = 'started'" });
 * ```
 */
export function search(jobs: readonly OtaJob[], request: SearchRequest = {}): SearchAnswer<OtaJob> {
  // A copy, because the reader remembers what it found in a list, and the caller may change this one.
  return searchRecords(sort([...jobs], otaJobs), request, { reader, profile: defaultProfile });
}

/** `search` over records of any kind, which are in the order of the API. */
export function searchRecords<Item extends StoredRecord>(
  records: readonly Item[],
  request: SearchRequest,
  { reader, profile }: { readonly reader: ExpressionReader<Item>; readonly profile: Profile },
): SearchAnswer<Item> {
  const read = request.expression === undefined ? undefined : reader.read(request.expression);
  if (read?.problem !== undefined) return { ...read.problem, data: null };
  const found = read ? reader.find(records, read.test) : records;
  const { pageNo, pageSize } = request.pagination ?? {
    pageNo: limits.firstPageNo,
    pageSize: limits.defaultPageSize,
  };
  const start = (pageNo - limits.firstPageNo) * pageSize;
  if (profile.pagePastTheEnd === "refused" && start > 0 && start >= found.length) {
    return refused(invalidArgument("pagination.pageNo", "there is no such page"));
  }
  return {
    code: 0,
    msg: "OK",
    data: found.slice(start, start + pageSize),
    pagination: { sortedBy: null, pageNo, pageSize, totalSize: found.length },
  };
}

function refused(msg: string): { code: typeof codes.InvalidArgument; msg: string; data: null } {
  return { code: codes.InvalidArgument, msg, data: null };
}
