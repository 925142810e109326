import type { Clock } from "../clock.ts";
import { required } from "../environment.ts";
import { OtaConfigError, OtaParseError } from "../errors.ts";
import { firstPageNo, recommendedPageSize } from "../generated/limits.ts";
import type { components } from "../generated/openapi.ts";
import type { Answer } from "../http/answer.ts";
import { readAgain } from "../http/readResponse.ts";
import { isObject } from "../isObject.ts";
import type { CallOptions, SearchOptions } from "../options.ts";
import { withCaller } from "../paging/callerStack.ts";
import { type OtaPage, type PageContent, type Pagination, placePage, type ReadPage } from "../paging/page.ts";
import { PagePromise } from "../paging/pagePromise.ts";
import { waitFor } from "../paging/waitFor.ts";
import { walk } from "../paging/walk.ts";
import {
  type CountParams,
  checkCount,
  checkSearch,
  checkWait,
  type SearchParams,
  toPagination,
  type WaitOptions,
} from "./searchParams.ts";

/** Records that can be searched by an expression and come in pages, in an order of the API. */
export interface SearchResource<T, P extends OtaPage<T> = OtaPage<T>> {
  /**
   * Searches records. Await the result for one page; iterate it for every record. Nothing is sent before that.
   *
   * @throws `OtaConfigError` at once for wrong parameters or options; when awaited or iterated, every error of this
   * package.
   */
  search(params?: SearchParams, options?: SearchOptions): PagePromise<T, P>;
  /**
   * Counts the records that match, with one request.
   *
   * @throws `OtaParseError` when the server does not tell the number; else as a search.
   */
  count(params?: CountParams, options?: SearchOptions): Promise<number>;
  /**
   * Searches all matching records again and again until the predicate holds, and returns them. The first look comes
   * after the time that EnOS takes to show an update. A look that finds nothing is "not yet" unless
   * `allowEmpty` is set; retryable failures do not end the wait.
   *
   * @throws `OtaTimeoutError` with what was seen last, when `deadlineMs` has passed; errors that are not retryable, and
   * whatever the predicate throws.
   */
  waitFor(
    params: SearchParams,
    predicate: (records: readonly T[]) => boolean | Promise<boolean>,
    options?: WaitOptions,
  ): Promise<readonly T[]>;
}

/** Sends a search and returns its answer. */
export type SendSearch = (
  orgId: string,
  body: components["schemas"]["SearchRequest"],
  call: CallOptions,
) => Promise<Answer>;

/** What tells one kind of record from another. */
export interface RecordKind<T, P extends OtaPage<T>> {
  /** The field that holds the ID of a record. */
  readonly idField: keyof T & string;
  /** Where a record stands in the list, if it is sorted by something: the greater, the earlier. */
  readonly rankOf?: ((record: T) => number) | undefined;
  /** Creates a page. */
  readonly createPage: (content: PageContent<T>, read: (pagination: Pagination) => Promise<P>) => P;
}

/** Creates the resource for a kind of record. A search always has a body, at least `{}`: profile entry `absentBody`. */
export function createResource<T, P extends OtaPage<T>>(
  { idField, rankOf, createPage }: RecordKind<T, P>,
  send: SendSearch,
  orgId: string | undefined,
  clock: Clock,
): SearchResource<T, P> {
  const idOf = (record: T): string => String(record[idField]);

  const reader = (params: CountParams, options: SearchOptions): ReadPage<T> => {
    // Printed once, so that every page is asked for with the same text.
    const expression = params.expression === undefined ? undefined : String(params.expression);
    return async (pagination, signal = options.signal) => {
      const body = { ...(expression !== undefined && { expression }), ...(pagination && { pagination }) };
      const answer = await send(required(options.orgId ?? orgId, "orgId", "ENOS_ORG_ID"), body, {
        ...options,
        signal,
      });
      return readContent(answer, pagination, idField);
    };
  };

  const search = (params: SearchParams = {}, options: SearchOptions = {}): PagePromise<T, P> => {
    checkSearch("search()", params, options);
    const read = reader(params, options);
    const asked = toPagination(params.pagination);
    const { lossless = true, concurrency = 1, signal } = options;
    const start = asked ?? { pageNo: firstPageNo, pageSize: recommendedPageSize };
    const readPage = async (pagination: Pagination | undefined): Promise<P> =>
      createPage(await read(pagination), readPage);
    return new PagePromise<T, P>({
      first: () => readPage(asked),
      walk(limit, after) {
        if (after && !rankOf) throw new OtaConfigError("This list has no time to resume from.", "after");
        if (after && start.pageNo !== firstPageNo) {
          throw new OtaConfigError(
            'The option "after" tells where to begin; leave pagination.pageNo out.',
            "after",
          );
        }
        const pages = walk({ idOf, rankOf, read }, { start, lossless, concurrency, limit, after, signal });
        return mapPages(pages, (content) => createPage(content, readPage));
      },
    });
  };

  return {
    search,
    async count(params = {}, options = {}) {
      checkCount(params, options);
      const onePerPage = { pageNo: firstPageNo, pageSize: 1 };
      const page = await withCaller(() => reader(params, options)(onePerPage));
      if (page.totalSize !== undefined) return page.totalSize;
      throw unreadable("The answer does not tell how many records match (pagination.totalSize).", page);
    },
    async waitFor(params, predicate, options = {}) {
      checkWait(params, options);
      const { intervalMs: _, deadlineMs: __, allowEmpty: ___, ...searchOptions } = options;
      const look = async (signal: AbortSignal): Promise<readonly T[]> =>
        search(params, { ...searchOptions, signal }).toArray({ limit: Infinity });
      return waitFor(look, predicate, options, clock);
    },
  };
}

async function* mapPages<A, B>(
  pages: AsyncIterable<A>,
  map: (page: A) => B,
): AsyncGenerator<B, void, undefined> {
  for await (const page of pages) yield map(page);
}

/** Reads a page from an answer. */
function readContent<T>(answer: Answer, asked: Pagination | undefined, idField: string): PageContent<T> {
  const { json, requestId, attempts } = answer;
  const from = { requestId, attempts, response: () => readAgain(answer) };
  const records = json["data"] ?? [];
  // Without an ID a record could not be told from another, and would be lost without notice.
  if (!isRecords<T>(records, idField)) {
    throw unreadable(`The answer's "data" is not a list of records with a ${idField}.`, from);
  }
  const said = isObject(json["pagination"]) ? json["pagination"] : {};
  return { ...placePage(records, asked, said), ...from };
}

function isRecords<T>(value: unknown, idField: string): value is T[] {
  return (
    Array.isArray(value) && value.every((record) => isObject(record) && typeof record[idField] === "string")
  );
}

function unreadable(
  message: string,
  { requestId, attempts, response }: Pick<PageContent<unknown>, "requestId" | "attempts" | "response">,
): OtaParseError {
  const { status, headers } = response();
  const contentType = headers.get("content-type") ?? undefined;
  return new OtaParseError(message, { status, contentType, requestId, attempts });
}
