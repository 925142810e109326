import { pagination as limits } from "./generated/limits.ts";
import type { SearchOptions } from "./options.ts";
import type { OtaPage } from "./page.ts";
import type { SearchParams } from "./search.ts";

/** Walks the pages of a list. */
export async function* walk(
  read: (pagination: SearchParams["pagination"], signal?: AbortSignal) => Promise<OtaPage>,
  start: SearchParams["pagination"],
  _options: SearchOptions,
  _limit: number,
): AsyncGenerator<OtaPage, void, undefined> {
  let page = await read(start ?? { pageNo: limits.firstPageNo, pageSize: limits.recommendedPageSize });
  for (;;) {
    yield page;
    if (!page.hasNextPage) return;
    page = await page.nextPage();
  }
}
