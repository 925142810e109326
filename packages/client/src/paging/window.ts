import { firstPageNo } from "../generated/limits.ts";

/** A page to ask for, and the stretch of the list that it covers: from index `start` up to, not including, `end`. */
export interface Window {
  readonly pageNo: number;
  readonly pageSize: number;
  readonly start: number;
  readonly end: number;
}

/** The window of a page number and a page size. */
export function windowOf(pageNo: number, pageSize: number): Window {
  const start = (pageNo - firstPageNo) * pageSize;
  return { pageNo, pageSize, start, end: start + pageSize };
}

/**
 * Finds the page that continues at index `position` and shows the `overlap` items in front of it again. The API has
 * only pages at multiples of their size, so all sizes from half of `size` on are tried, and the page that reaches
 * furthest is taken.
 */
export function planWindow(position: number, overlap: number, size: number): Window {
  const from = Math.max(0, position - overlap);
  let best = windowOf(Math.floor(from / size) + firstPageNo, size);
  for (let pageSize = size - 1; pageSize >= size / 2; pageSize--) {
    const window = windowOf(Math.floor(from / pageSize) + firstPageNo, pageSize);
    if (window.end > best.end) best = window;
  }
  return best;
}
