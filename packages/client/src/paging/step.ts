import * as limits from "../generated/limits.ts";
import { planWindow, type Window } from "./window.ts";

/** Pages in a row that may bring no new item before an iteration gives up. */
export const patience = 10;

/** What an iteration knows between two pages. */
export interface WalkState {
  /** Index of the item that comes next, in the list as the page used last has shown it. */
  readonly position: number;
  /**
   * How many delivered items the next page is to show again; it must show at least one of them. 0: none, because
   * the iteration begins, or is not lossless.
   */
  readonly overlap: number;
  /** The page size to ask for while nothing is wrong. */
  readonly pageSize: number;
  /** The largest page that the server gives. */
  readonly largestPage: number;
  /** Number of all items, as the last page said. */
  readonly total: number | undefined;
  /** Length of the longest page so far. */
  readonly longest: number;
  /** Number of pages in a row that brought no new item. */
  readonly pagesWithoutNew: number;
  /** ID of the first item of the last page, and the index at which that page began. */
  readonly lastFirst: { readonly id: string | undefined; readonly start: number } | undefined;
}

/** A page as a step looks at it. */
export interface Shown {
  readonly ids: readonly string[];
  /** Items per page; below the size that was asked for when the server said so. */
  readonly pageSize: number;
  readonly totalSize: number | undefined;
}

/** The items delivered so far. */
export interface Delivered {
  /** Whether an item was delivered, as far as this is remembered. */
  has(id: string): boolean;
  /** How many items were delivered after this one; undefined when it is not remembered. */
  countAfter(id: string): number | undefined;
  /** Whether some delivered items are no longer remembered. */
  readonly forgets: boolean;
}

/** What cannot change during an iteration. */
export interface WalkRules {
  /** Index at which the iteration began. */
  readonly origin: number;
  /** Whether each page must show an item that was delivered before it. */
  readonly lossless: boolean;
}

/** What to do with a page: deliver some of its items, ask for another page in its place, or give up. */
export type Step =
  | {
      readonly action: "deliver";
      /** The indexes on the page of the items that are new. */
      readonly fresh: readonly number[];
      /** Whether the list ends here. */
      readonly done: boolean;
      readonly state: WalkState;
    }
  | { readonly action: "stepBack"; readonly state: WalkState }
  | {
      readonly action: "giveUp";
      /** Whether the server shows the same page whatever it is asked for, which no further attempt will change. */
      readonly isRepeated: boolean;
    };

/** The state before the first page. */
export function startState(position: number, pageSize: number, overlap = 0): WalkState {
  return {
    position,
    overlap,
    pageSize,
    largestPage: limits.maximumPageSize,
    total: undefined,
    longest: 0,
    pagesWithoutNew: 0,
    lastFirst: undefined,
  };
}

/** Plans the page that continues at an index. */
export function planPage({ overlap, pageSize, largestPage }: WalkState, position: number): Window {
  // Small pages that overlap advance by little, or not at all.
  const enough = overlap === 0 ? pageSize : Math.max(pageSize, limits.recommendedPageSize, 2 * overlap);
  return planWindow(position, overlap, Math.min(largestPage, enough));
}

/**
 * Judges a page of a list that may have moved since the page before it.
 *
 * When items leave, all behind them move forward, and some may slip past the border between two pages unseen. So a
 * page is used only if it proves that nothing was missed: it begins where the list begins, or it shows an item that
 * was delivered before. In the latter case everything that follows this item is on the page or behind it, because
 * one page shows the list at one moment and items keep their order. Otherwise the iteration steps back by a growing
 * overlap, which shrinks again while pages can be used.
 */
export function step(
  state: WalkState,
  window: Window,
  page: Shown,
  delivered: Delivered,
  { origin, lossless }: WalkRules,
): Step {
  const { ids, totalSize: total } = page;
  const pageSize = effectiveSize(window, page);
  const start = (window.pageNo - limits.firstPageNo) * pageSize;
  const end = start + ids.length;
  const lastKnown = ids.findLastIndex((id) => delivered.has(id));
  const anchored =
    state.overlap === 0 || lastKnown >= 0 || (window.pageNo === limits.firstPageNo && !delivered.forgets);
  const missing = ids.length === 0 && total !== undefined && start < total;
  const looked: WalkState = { ...state, total, pagesWithoutNew: state.pagesWithoutNew + 1 };

  const isSame = isSameAsLast(state, page, delivered);

  if (!anchored || missing || (isSame && state.lastFirst?.start !== start && state.total === total)) {
    if (looked.pagesWithoutNew > patience) return { action: "giveUp", isRepeated: isSame };
    if (!lossless) return { action: "stepBack", state: looked };
    // Each item that left moved the next one forward by one.
    const lost = Math.max(0, (state.total ?? 0) - (total ?? state.total ?? 0));
    const position = Math.max(0, Math.min(state.position, total ?? Infinity) - lost);
    return { action: "stepBack", state: { ...looked, position, overlap: state.overlap * 4 } };
  }

  // In front of a known item nothing is missing, but there may be what does not belong to the iteration, or what
  // was delivered so long ago that it is forgotten.
  const first = delivered.forgets || start < origin ? lastKnown + 1 : 0;
  const fresh: number[] = [];
  const seenHere = new Set<string>();
  ids.forEach((id, index) => {
    if (index >= first && !delivered.has(id) && !seenHere.has(id)) fresh.push(index);
    seenHere.add(id);
  });
  // Where the last item was delivered long ago, the list has grown in front: the next new item is further down.
  const after = lossless ? (delivered.countAfter(ids.at(-1) ?? "") ?? 0) : 0;
  const next: WalkState = {
    ...looked,
    position: end + after,
    overlap: lossless ? Math.max(1, Math.floor(state.overlap / 2)) : 0,
    largestPage: pageSize < window.pageSize ? pageSize : state.largestPage,
    longest: Math.max(state.longest, ids.length),
    pagesWithoutNew: fresh.length > 0 ? 0 : looked.pagesWithoutNew,
    lastFirst: { id: ids[0], start },
  };
  const done = total === undefined ? isShort(state, window, page) : end >= total;
  if (!done && next.pagesWithoutNew > patience) return { action: "giveUp", isRepeated: isSame };
  return { action: "deliver", fresh, done, state: next };
}

/** The size of the pages that the server gives, where it announces a smaller one than it was asked for. */
function announcedSize(window: Window, { ids, pageSize }: Shown): number {
  return pageSize < window.pageSize && ids.length <= pageSize ? pageSize : window.pageSize;
}

/** The same, also where the server does not announce it, but gives fewer items than there must be. */
function effectiveSize(window: Window, page: Shown): number {
  const size = announcedSize(window, page);
  const expected = Math.min(size, (page.totalSize ?? Infinity) - window.start);
  // The server's own default is the smallest limit that one can imagine; below it, items left meanwhile.
  return page.ids.length < expected && page.ids.length >= limits.defaultPageSize ? page.ids.length : size;
}

/** Whether a server without a total has shown the end of the list: a page shorter than others. */
function isShort({ longest }: WalkState, window: Window, page: Shown): boolean {
  return page.ids.length < Math.min(announcedSize(window, page), Math.max(longest, limits.defaultPageSize));
}

/** Whether a page begins like the last one and brings nothing new. */
function isSameAsLast({ lastFirst }: WalkState, { ids }: Shown, delivered: Delivered): boolean {
  return ids.length > 0 && lastFirst?.id === ids[0] && ids.every((id) => delivered.has(id));
}
