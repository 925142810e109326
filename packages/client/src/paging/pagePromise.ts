import { type Checks, checkOptions, isNumber } from "../check.ts";
import { OtaConfigError } from "../errors.ts";
import { withCaller, withCallerStack } from "./callerStack.ts";
import { type Checkpoint, isCheckpoint } from "./checkpoint.ts";
import type { OtaPage } from "./page.ts";

/** How a {@link PagePromise} gets its pages. */
export interface PageSource<P> {
  /** Reads the page that was asked for. */
  readonly first: () => Promise<P>;
  /** Walks the pages from there on, or from a checkpoint. */
  readonly walk: (limit: number, after: Checkpoint | undefined) => AsyncGenerator<P, void, undefined>;
}

/** Options of `pages()`. */
export interface PagesOptions {
  /** Where an earlier iteration of the same search ended: only what follows is delivered. */
  readonly after?: Checkpoint | undefined;
}

/** Options of `toArray()`. */
export interface ToArrayOptions {
  /** The largest number of items to collect: a whole number, or `Infinity` for all of them. */
  readonly limit: number;
}

const pagesChecks: Checks<PagesOptions> = { after: isCheckpoint };

const toArrayChecks: Checks<ToArrayOptions> = {
  limit: (option, value) => {
    if (value !== Infinity) isNumber({ least: 0, whole: true })(option, value);
  },
};

/**
 * A search that is not sent yet. Await it to get one page; iterate it to get every item from that page on. Nothing is
 * sent before that. Awaiting it again returns the same page; each iteration reads the list anew.
 */
export class PagePromise<T, P extends OtaPage<T> = OtaPage<T>> implements Promise<P>, AsyncIterable<T> {
  readonly [Symbol.toStringTag] = "PagePromise";
  // No private fields: they throw behind a Proxy, such as a `ref()` of Vue.
  declare private readonly walk: PageSource<P>["walk"];
  declare private readonly first: () => Promise<P>;

  constructor(source: PageSource<P>) {
    let page: Promise<P> | undefined;
    Object.defineProperties(this, {
      walk: { value: source.walk },
      first: { value: () => (page ??= withCaller(source.first)) },
    });
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaited is its purpose
  then<A = P, B = never>(
    onFulfilled?: ((page: P) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.first().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<P | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<P> {
    return this.then().finally(onFinally);
  }

  /**
   * Iterates the items, each once.
   *
   * @throws On iteration whatever a search throws, and `OtaPagingError` when the list cannot be read completely.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    // Twice as fast as `yield*`, which wraps a list for each of its items.
    for await (const page of this.pages()) for (const item of page.items) yield item;
  }

  /**
   * Iterates the pages. Each holds the items that no page before it has shown, so later ones may be shorter than
   * `pageSize`, and `hasNextPage` tells whether the iteration goes on.
   *
   * @throws On iteration whatever a search throws, and `OtaPagingError` when the list cannot be read completely.
   */
  pages(options: PagesOptions = {}): AsyncGenerator<P, void, undefined> {
    checkOptions("pages()", options, pagesChecks);
    return this.iterate(this.walk(Infinity, options.after));
  }

  private async *iterate(pages: AsyncGenerator<P, void, undefined>): AsyncGenerator<P, void, undefined> {
    try {
      yield* pages;
    } catch (error) {
      throw withCallerStack(error, this.iterate);
    }
  }

  /**
   * Collects the items, each once. Pages behind the limit are not read.
   *
   * @throws `OtaConfigError` without a limit, which keeps the array from growing without bound; else as iterating.
   */
  async toArray(options: ToArrayOptions): Promise<T[]> {
    checkOptions("toArray()", options, toArrayChecks);
    const { limit } = options ?? {};
    if (limit === undefined) {
      throw new OtaConfigError("toArray() needs a limit, such as toArray({ limit: 1000 }).", "limit");
    }
    const items: T[] = [];
    if (limit === 0) return items;
    await withCaller(async () => {
      for await (const page of this.walk(limit, undefined)) {
        for (const item of page.items) if (items.length < limit) items.push(item);
        if (items.length >= limit) break;
      }
    });
    return items;
  }
}
