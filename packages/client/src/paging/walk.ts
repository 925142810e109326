import { OtaPagingError } from "../errors.ts";
import { type Checkpoint, pastCheckpoint } from "./checkpoint.ts";
import type { PageContent, Pagination, ReadPage } from "./page.ts";
import { createPrefetch } from "./prefetch.ts";
import { RecentIds } from "./recentIds.ts";
import { seek } from "./seek.ts";
import { type Delivered, patience, planPage, startState, step } from "./step.ts";
import { windowOf } from "./window.ts";

/** A list that can be walked. */
export interface List<T> {
  /** The ID that tells an item from all others. */
  readonly idOf: (item: T) => string;
  /** By what the list is sorted, greatest first. Without it an iteration cannot be resumed. */
  readonly rankOf?: ((item: T) => number) | undefined;
  /** Reads one page. */
  readonly read: ReadPage<T>;
}

/** How to walk a list. */
export interface WalkOptions {
  /** The page to begin with. */
  readonly start: Pagination;
  /** Whether each item that is in the list throughout comes exactly once; else each page is read once. */
  readonly lossless: boolean;
  /** Pages in flight at the same time. */
  readonly concurrency: number;
  /** How many items are wanted: pages behind them are not read ahead. */
  readonly limit: number;
  /** Where an earlier iteration ended. */
  readonly after?: Checkpoint | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Walks a list that is sorted, latest first, and may move while it is read. Yields pages of items not yet yielded:
 * those that hold such items, and one without any for an empty list. {@link step} judges what came.
 *
 * One iteration step reads at most `concurrency + patience` pages; a resumed walk first searches for its place.
 */
export async function* walk<T>(
  { idOf, rankOf, read }: List<T>,
  { start, lossless, concurrency, limit, after, signal }: WalkOptions,
): AsyncGenerator<PageContent<T>, void, undefined> {
  const isPast = after && rankOf ? pastCheckpoint(after, idOf, rankOf) : undefined;
  const origin = windowOf(start.pageNo, start.pageSize).start;
  const recent = new RecentIds();
  const prefetch = createPrefetch(read, signal);
  let yielded = 0;
  let attempts = 0;
  let state = after ? startState(after.count, start.pageSize, 1) : startState(origin, start.pageSize);
  let isPlaced = isPast === undefined;

  try {
    for (;;) {
      const enough = Math.min(state.total ?? 0, state.position + limit - yielded);
      // One page at a time while pages bring nothing new, so that few pages are read for nothing.
      const most = state.pagesWithoutNew > 0 ? 1 : concurrency;
      prefetch.fill(state.position, enough, most, (position) => planPage(state, position));
      const { window, page } = await prefetch.next();
      attempts += page.attempts;
      const ids = page.items.map(idOf);
      const past = new Set(isPast && page.items.filter(isPast).map(idOf));
      const delivered: Delivered = {
        has: (id) => recent.has(id) || past.has(id),
        countAfter: (id) => recent.countAfter(id),
        forgets: recent.forgets,
      };
      const shown = { ids, pageSize: page.pageSize, totalSize: page.totalSize };
      const verdict = step(state, window, shown, delivered, { origin, lossless });
      if (verdict.action === "giveUp") throw unsettled(verdict.isRepeated, attempts);
      // The list has moved by more than a page since the checkpoint.
      const isElsewhere = verdict.action === "stepBack" || (verdict.fresh.length === 0 && !verdict.done);
      if (isPast && !isPlaced && isElsewhere) {
        isPlaced = true;
        state = startState(await seek(read, start.pageSize, isPast, signal), start.pageSize, 1);
        continue;
      }
      isPlaced = true;
      state = verdict.state;
      // What is in flight was planned for another place.
      if (state.pagesWithoutNew > 0) prefetch.cancel();
      if (verdict.action === "stepBack") continue;
      const items: T[] = [];
      for (const index of verdict.fresh) {
        const item = page.items[index] as T;
        recent.add(idOf(item));
        items.push(item);
      }
      yielded += items.length;
      if (items.length > 0 || (verdict.done && yielded === 0))
        yield { ...page, items, hasNextPage: !verdict.done };
      if (verdict.done) return;
    }
  } finally {
    prefetch.cancel();
  }
}

function unsettled(isRepeated: boolean, attempts: number): OtaPagingError {
  const reason = isRepeated
    ? "The server shows the same page again, whichever page it is asked for."
    : "Either the list changes faster than it can be read, or the server's pages contradict each other. Narrow the " +
      "expression, or try again later.";
  return new OtaPagingError(
    `The list could not be read completely: ${patience + 1} pages in a row showed no new item. ${reason}`,
    { retryable: !isRepeated, attempts },
  );
}
