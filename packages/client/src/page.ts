import type { Answer } from "./classify.ts";
import { isObject } from "./classify.ts";
import { OtaPagingError, OtaParseError } from "./errors.ts";
import { pagination } from "./generated/limits.ts";
import type { components } from "./generated/openapi.ts";

/** An OTA job, as the spec describes it. */
export type OtaJob = components["schemas"]["JobInfo"];

/** One page of the list of jobs. */
export class OtaPage {
  /** The jobs of this page, newest first. */
  declare readonly jobs: readonly OtaJob[];
  /** The number of this page, from 1. */
  declare readonly pageNo: number;
  /** Jobs per page, as the server says. */
  declare readonly pageSize: number;
  /** All jobs that match; undefined when the server does not say. */
  declare readonly totalSize: number | undefined;
  /** The server's ID of the request. */
  declare readonly requestId: string;
  /** Requests sent for this page, repeats included. */
  declare readonly attempts: number;
  /** The raw answer: status, headers, and the body, not yet read. */
  declare readonly response: Response;
  readonly #next: (pagination: components["schemas"]["PaginationRequest"]) => Promise<OtaPage>;

  constructor(
    fields: OtaPageFields,
    next: (pagination: components["schemas"]["PaginationRequest"]) => Promise<OtaPage>,
  ) {
    Object.assign(this, fields);
    this.#next = next;
  }

  /** Whether more jobs follow; without a total, whether this page is full. */
  get hasNextPage(): boolean {
    return this.totalSize === undefined
      ? this.jobs.length > 0 && this.jobs.length >= this.pageSize
      : this.pageNo * this.pageSize < this.totalSize;
  }

  /** Gets the page after this one. Throws an {@link OtaPagingError} when there is none. */
  async nextPage(): Promise<OtaPage> {
    if (!this.hasNextPage) throw new OtaPagingError("There is no next page; see hasNextPage.");
    return this.#next({ pageNo: this.pageNo + 1, pageSize: this.pageSize });
  }
}

/** What an {@link OtaPage} holds. */
export type OtaPageFields = Pick<
  OtaPage,
  "jobs" | "pageNo" | "pageSize" | "totalSize" | "requestId" | "attempts" | "response"
>;

/** Reads the fields of a page from an answer. Missing pagination is taken as what was asked for. */
export function readPage(
  { json, response, requestId, attempts }: Answer,
  asked: components["schemas"]["PaginationRequest"] | undefined,
): OtaPageFields {
  const jobs = json["data"] ?? [];
  // Without an ID a job could not be told from another, and would be lost in silence.
  if (!isJobs(jobs)) {
    throw new OtaParseError("The answer's data is no list of jobs with a jobId.", {
      status: response.status,
      contentType: response.headers.get("content-type") ?? undefined,
      requestId,
    });
  }
  const said = isObject(json["pagination"]) ? json["pagination"] : {};
  const count = (value: unknown): number | undefined =>
    Number.isInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
  return {
    jobs,
    pageNo: count(said["pageNo"]) ?? asked?.pageNo ?? pagination.firstPageNo,
    pageSize: count(said["pageSize"]) || (asked?.pageSize ?? pagination.defaultPageSize),
    totalSize: count(said["totalSize"]),
    requestId,
    attempts,
    response,
  };
}

function isJobs(value: unknown): value is OtaJob[] {
  return Array.isArray(value) && value.every((job) => isObject(job) && typeof job["jobId"] === "string");
}
