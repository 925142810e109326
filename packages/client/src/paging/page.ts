import { OtaPagingError } from "../errors.ts";
import * as limits from "../generated/limits.ts";
import { withCaller } from "./callerStack.ts";

/** Which page to read. */
export interface Pagination {
  /** The number of the page, from 1. */
  readonly pageNo: number;
  /** Items per page. */
  readonly pageSize: number;
}

/** What one request has shown of a list. */
export interface PageContent<T> extends Pagination {
  readonly items: readonly T[];
  readonly totalSize: number | undefined;
  readonly hasNextPage: boolean;
  readonly requestId: string;
  readonly attempts: number;
  /** Creates the raw response. */
  readonly response: () => Response;
}

/** Reads one page; undefined: the page that the API gives when none is named. */
export type ReadPage<T> = (
  pagination: Pagination | undefined,
  signal?: AbortSignal | undefined,
) => Promise<PageContent<T>>;

/** Where a page comes from. */
interface PageSource<T> {
  /** The raw response, once somebody has asked for it. */
  response: Response | undefined;
  readonly createResponse: () => Response;
  readonly readPage: (pagination: Pagination) => Promise<OtaPage<T>>;
}

/**
 * One page of a list. Iterate it for its items. It is a plain object with data properties, and works behind a Proxy,
 * such as a `ref()` of Vue.
 */
export class OtaPage<T> implements Iterable<T> {
  /** The items of this page. While iterating with `pages()`: those that no page before has shown. */
  readonly items: readonly T[];
  /** The number of this page, from 1, as it was asked for. */
  readonly pageNo: number;
  /** Items per page, as it was asked for; less when the server announces that it gives smaller pages. */
  readonly pageSize: number;
  /** The number of all items that match; undefined when the server does not tell. */
  readonly totalSize: number | undefined;
  /** Whether more items follow. Without a `totalSize`: whether this page is full. */
  readonly hasNextPage: boolean;
  /** The server's ID of the request. */
  readonly requestId: string;
  /** Requests that were sent for this page, retries included. */
  readonly attempts: number;
  declare private readonly source: () => PageSource<T>;

  constructor(content: PageContent<T>, readPage: (pagination: Pagination) => Promise<OtaPage<T>>) {
    this.items = content.items;
    this.pageNo = content.pageNo;
    this.pageSize = content.pageSize;
    this.totalSize = content.totalSize;
    this.hasNextPage = content.hasNextPage;
    this.requestId = content.requestId;
    this.attempts = content.attempts;
    // Not enumerable: JSON and copies hold the data only. No private field: it throws behind a Proxy. A function: a Proxy
    // such as a `ref()` of Vue wraps objects.
    const source: PageSource<T> = { response: undefined, createResponse: content.response, readPage };
    Object.defineProperty(this, "source", { value: () => source });
  }

  /** The raw response: status, headers, and the body, not yet read. */
  get response(): Response {
    // Created on demand: few ask for it, and it would be a fifth of what a call allocates.
    const source = this.source();
    source.response ??= source.createResponse();
    return source.response;
  }

  /**
   * Reads the page after this one, by its number. If the list moves meanwhile, items may be missing or come twice:
   * iterate the search to get each once.
   *
   * @throws `OtaPagingError` when there is no next page (see `hasNextPage`), and whatever a search throws.
   */
  async nextPage(): Promise<this> {
    if (!this.hasNextPage) throw new OtaPagingError("There is no next page (hasNextPage is false).");
    // A subclass of a page reads pages of its own kind.
    const next = { pageNo: this.pageNo + 1, pageSize: this.pageSize };
    return (await withCaller(() => this.source().readPage(next))) as this;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.items[Symbol.iterator]();
  }
}

/** What an answer says about its page: hints, as the server may be wrong. */
export interface SaidPagination {
  readonly pageSize?: unknown;
  readonly totalSize?: unknown;
}

/**
 * Works out which page an answer has shown. What was asked for counts; what the server says is believed only where it
 * can be true, so that no answer leads to a page in front of this one or to a page size that nobody asked for. An empty
 * page is the end: profile entry `pagePastTheEnd`.
 */
export function placePage<T>(
  items: readonly T[],
  asked: Pagination | undefined,
  said: SaidPagination,
): Pick<PageContent<T>, "items" | "pageNo" | "pageSize" | "totalSize" | "hasNextPage"> {
  const pageNo = asked?.pageNo ?? limits.firstPageNo;
  const largest = asked?.pageSize ?? limits.maximumPageSize;
  const announced = wholeNumber(said.pageSize) ?? 0;
  const pageSize =
    announced >= Math.max(1, items.length) && announced <= largest
      ? announced
      : (asked?.pageSize ?? limits.defaultPageSize);
  const totalSize = wholeNumber(said.totalSize);
  const hasNextPage =
    items.length > 0 &&
    (totalSize === undefined
      ? items.length >= pageSize
      : (pageNo - limits.firstPageNo + 1) * pageSize < totalSize);
  return { items, pageNo, pageSize, totalSize, hasNextPage };
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
