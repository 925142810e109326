import { OtaConfigError } from "../errors.ts";
import { firstPageNo, maximumPageSize } from "../generated/limits.ts";
import type { components } from "../generated/openapi.ts";
import type { OtaJob, OtaPage } from "./page.ts";

/** A filter: the text of the API, or a value that prints itself as one, such as a condition of `@enos-ota/query`. */
export type Expression = string | { toString(): string; toJSON(): string };

/** What to search: the request's body, as the API names it. */
export interface SearchParams {
  /** The filter. Undefined: every job. */
  readonly expression?: Expression | undefined;
  /** The page, or where to start; undefined: ten jobs for one page, pages of fifty while iterating. */
  readonly pagination?: Readonly<components["schemas"]["PaginationRequest"]> | undefined;
}

/** Makes the request's body. Throws an {@link OtaConfigError} for what the API would refuse or misread. */
export function searchBody({ expression, pagination }: SearchParams): components["schemas"]["SearchRequest"] {
  const text = expression === undefined ? undefined : String(expression);
  // The server might take an empty filter for none, and every job for a match.
  if (text?.trim() === "") {
    throw new OtaConfigError("The expression is empty; leave it out to search all jobs.", "expression");
  }
  if (pagination) {
    check("pageNo", pagination.pageNo, firstPageNo, Number.MAX_SAFE_INTEGER, `at least ${firstPageNo}`);
    check("pageSize", pagination.pageSize, 1, maximumPageSize, `from 1 to ${maximumPageSize}`);
  }
  return {
    ...(text !== undefined && { expression: text }),
    ...(pagination && { pagination: { pageNo: pagination.pageNo, pageSize: pagination.pageSize } }),
  };
}

function check(name: string, value: number, least: number, most: number, range: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new OtaConfigError(
    `pagination.${name} must be a whole number ${range}, not ${value}.`,
    `pagination.${name}`,
  );
}

/** How a {@link PagePromise} gets what it promises. */
export interface PageSource {
  /** Gets the page that was asked for. */
  readonly first: () => Promise<OtaPage>;
  /** Walks all pages; each job comes once. */
  readonly walk: (limit: number) => AsyncGenerator<OtaPage, void, undefined>;
}

/**
 * A search, not yet sent. Await it: one page. Iterate it: every job from there on, page by page.
 * Nothing is sent before one of both, and each iteration reads the list anew.
 */
export class PagePromise implements Promise<OtaPage>, AsyncIterable<OtaJob> {
  readonly [Symbol.toStringTag] = "PagePromise";
  readonly #source: PageSource;
  #page: Promise<OtaPage> | undefined;

  constructor(source: PageSource) {
    this.#source = source;
  }

  // biome-ignore lint/suspicious/noThenProperty: to be awaited is what it is for
  then<A = OtaPage, B = never>(
    onFulfilled?: ((page: OtaPage) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#page ??= this.#source.first();
    return this.#page.then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<OtaPage | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<OtaPage> {
    return this.then().finally(onFinally);
  }

  /** Every job, newest first, each once. */
  async *[Symbol.asyncIterator](): AsyncGenerator<OtaJob, void, undefined> {
    for await (const page of this.pages()) yield* page.jobs;
  }

  /** The pages. Their jobs are those not yet seen. */
  pages(): AsyncGenerator<OtaPage, void, undefined> {
    return this.#source.walk(Infinity);
  }

  /** Up to `limit` jobs; pages beyond are not asked for. */
  async toArray({ limit }: { readonly limit: number }): Promise<OtaJob[]> {
    if (!(limit >= 0))
      throw new OtaConfigError("toArray() needs a limit: toArray({ limit: 1000 }).", "limit");
    const jobs: OtaJob[] = [];
    if (limit === 0) return jobs;
    for await (const page of this.#source.walk(limit)) {
      jobs.push(...page.jobs.slice(0, limit - jobs.length));
      if (jobs.length >= limit) break;
    }
    return jobs;
  }
}
