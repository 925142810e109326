/** A page to ask for, and the stretch of the list that it shows: from index `start`, up to and without `end`. */
export interface Window {
  readonly pageNo: number;
  readonly pageSize: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the page that goes on from index `position` and shows `overlap` jobs before it again. Pages lie at multiples
 * of their size, so it tries sizes down to half and takes the one that reaches furthest.
 */
export function planWindow(position: number, overlap: number, size: number): Window {
  const from = Math.max(0, position - overlap);
  let best: Window | undefined;
  for (let pageSize = size; pageSize >= size / 2; pageSize--) {
    const index = Math.floor(from / pageSize);
    const end = (index + 1) * pageSize;
    if (end > (best?.end ?? 0)) best = { pageNo: index + 1, pageSize, start: index * pageSize, end };
  }
  return best ?? { pageNo: 1, pageSize: size, start: 0, end: size };
}
