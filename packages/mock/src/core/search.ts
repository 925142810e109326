import type { ExpressionError } from "@enos-ota/query";
import { codes } from "../generated/errorCodes.ts";
import * as limits from "../generated/limits.ts";
import type { components } from "../generated/openapi.ts";
import { assumptions } from "./assumptions.ts";
import { readExpression } from "./expression.ts";
import type { OtaJob } from "./job.ts";

/** What is searched for, and which page of it: the body of the API's request. */
export type SearchRequest = components["schemas"]["SearchRequest"];

/** The API's answer without the ID of the request. */
export type SearchAnswer =
  | Omit<components["schemas"]["SearchSuccess"], "requestId">
  | Omit<components["schemas"]["BusinessFailure"], "requestId">;

/**
 * Searches jobs as the API's page says: the expression filters, the newest come first, and without `pagination`
 * the first ten are returned. Pure: it keeps nothing and changes nothing. The request must fit the spec's schema;
 * an expression that the API would refuse gives its 99400. Fastest on jobs that are already sorted newest first.
 */
export function search(jobs: readonly OtaJob[], request: SearchRequest = {}): SearchAnswer {
  return searchBy((test) => find(jobs, test), request);
}

/** Says whether a job is searched for. */
export type JobTest = (job: OtaJob) => boolean;

/** The jobs that pass the test, or all, newest first. */
export function find(jobs: readonly OtaJob[], test: JobTest | undefined): readonly OtaJob[] {
  return newestFirst(test ? jobs.filter(test) : jobs);
}

/** `search` over jobs that are found in another way, such as by a store that remembers what it found. */
export function searchBy(
  findJobs: (test: JobTest | undefined) => readonly OtaJob[],
  request: SearchRequest,
): SearchAnswer {
  const read = request.expression === undefined ? undefined : readExpression(request.expression);
  if (read?.error) return { code: codes.InvalidArgument, msg: messageOf(read.error), data: null };
  const found = findJobs(read?.test);
  const { pageNo, pageSize } = request.pagination ?? {
    pageNo: limits.firstPageNo,
    pageSize: limits.defaultPageSize,
  };
  const start = (pageNo - limits.firstPageNo) * pageSize;
  if (assumptions.pagePastTheEnd === "refused" && start > 0 && start >= found.length) {
    const msg = assumptions.invalidArgument("pagination.pageNo", "there is no such page");
    return { code: codes.InvalidArgument, msg, data: null };
  }
  return {
    code: 0,
    msg: "OK",
    data: found.slice(start, start + pageSize),
    pagination: { sortedBy: null, pageNo, pageSize, totalSize: found.length },
  };
}

/**
 * Sorts only what is not in order yet: the store keeps its jobs sorted. Jobs of the same millisecond keep their order;
 * which of them the API puts first is not known.
 */
export function newestFirst(jobs: readonly OtaJob[]): readonly OtaJob[] {
  let previous = Number.POSITIVE_INFINITY;
  for (const { createTime } of jobs) {
    if (createTime > previous) return jobs.toSorted((a, b) => b.createTime - a.createTime);
    previous = createTime;
  }
  return jobs;
}

/** The API's own sentence where it is known; else ours, on one line, without the quoted expression. */
function messageOf(error: ExpressionError): string {
  const [summary = error.message] = error.message.split("\n");
  return error.apiMessage ?? assumptions.invalidArgument("expression", summary);
}
