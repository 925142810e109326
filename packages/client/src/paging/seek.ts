import { firstPageNo } from "../generated/limits.ts";
import type { ReadPage } from "./page.ts";

/** Beyond this page number no list is believed to go on; a server that claims it does is not searched forever. */
const lastPageNo = 2 ** 31 - 1;

/**
 * Finds, by binary search over the pages, about where the first item lies that is not yet past. The list may move
 * meanwhile: the iteration that continues there checks that nothing was missed. Takes log₂(pages) + 1 requests.
 *
 * @returns The index of that item, from 0.
 */
export async function seek<T>(
  read: ReadPage<T>,
  pageSize: number,
  isPast: (item: T) => boolean,
  signal: AbortSignal | undefined,
): Promise<number> {
  let size = pageSize;
  let low = firstPageNo; // The item lies on this page or behind it,
  let high: number | undefined; // and in front of this page or at its beginning.
  let pageNo = firstPageNo;
  while (low < (high ?? lastPageNo)) {
    const page = await read({ pageNo, pageSize: size }, signal);
    // The server may announce that it gives smaller pages.
    if (pageNo === firstPageNo) size = page.pageSize;
    if (page.totalSize !== undefined) high ??= Math.ceil(page.totalSize / size) + firstPageNo;
    const index = page.items.findIndex((item) => !isPast(item));
    if (index > 0) return (pageNo - firstPageNo) * size + index;
    if (index === 0 || page.items.length === 0) high = pageNo;
    else low = pageNo + 1;
    pageNo = high === undefined ? 2 * pageNo - firstPageNo + 1 : Math.floor((low + high) / 2);
  }
  return (low - firstPageNo) * size;
}
