import { OtaPagingError, OtaParseError } from "../errors.ts";
import * as limits from "../generated/limits.ts";
import type { components } from "../generated/openapi.ts";
import type { Answer } from "../http/answer.ts";
import { withText } from "../http/body.ts";
import { isObject } from "../isObject.ts";

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
  readonly #answer: Answer;
  readonly #next: ReadPage;
  #response: Response | undefined;

  constructor(fields: OtaPageFields, answer: Answer, next: ReadPage) {
    Object.assign(this, fields);
    this.#answer = answer;
    this.#next = next;
  }

  /** The raw answer: status, headers, and the body, not yet read. */
  get response(): Response {
    // Made when it is asked for: few do, and it would be a fifth of what a call allocates.
    this.#response ??= withText(this.#answer);
    return this.#response;
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

/** Reads another page of the same search. */
type ReadPage = (pagination: components["schemas"]["PaginationRequest"]) => Promise<OtaPage>;

/** What an {@link OtaPage} holds. */
export type OtaPageFields = Pick<
  OtaPage,
  "jobs" | "pageNo" | "pageSize" | "totalSize" | "requestId" | "attempts"
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
    pageNo: count(said["pageNo"]) ?? asked?.pageNo ?? limits.firstPageNo,
    pageSize: count(said["pageSize"]) || (asked?.pageSize ?? limits.defaultPageSize),
    totalSize: count(said["totalSize"]),
    requestId,
    attempts,
  };
}

function isJobs(value: unknown): value is OtaJob[] {
  return Array.isArray(value) && value.every((job) => isObject(job) && typeof job["jobId"] === "string");
}
