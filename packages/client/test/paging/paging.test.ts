import { describe, expect, test } from "vitest";
import { isOtaConfigError, isOtaPagingError, type OtaPage, type SearchOptions } from "../../src/index.ts";
import { PagePromise } from "../../src/paging/pagePromise.ts";
import type { Read } from "../../src/paging/prefetch.ts";
import { walk } from "../../src/paging/walk.ts";
import { page } from "../support/movingList.ts";

/** A search of a quiet list, and the pages asked for. `distort` changes what the server answers. */
function quietSearch(
  count: number,
  {
    pageSize = 10,
    options = {},
    cap = 200,
    echo = true,
    distort,
  }: {
    pageSize?: number;
    options?: SearchOptions;
    cap?: number;
    echo?: boolean;
    distort?: (asked: { pageNo: number; pageSize: number }, times: number) => readonly string[] | undefined;
  } = {},
) {
  const ids = Array.from({ length: count }, (_, index) => `j${index}`);
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  const read: Read = async (pagination, signal) => {
    const { pageNo = 1, pageSize: size = 10 } = pagination ?? {};
    asked.push(`${pageNo}x${size}`);
    if (signal) signals.push(signal);
    await null;
    const given = Math.min(size, cap);
    const shown =
      distort?.({ pageNo, pageSize: size }, asked.length) ?? ids.slice((pageNo - 1) * given, pageNo * given);
    return page(shown, pageNo, echo ? given : size, echo ? count : undefined, read);
  };
  const search = new PagePromise({
    first: () => read({ pageNo: 1, pageSize }),
    walk: (limit) => walk(read, { pageNo: 1, pageSize }, options, limit),
  });
  return { search, asked, ids, signals };
}

async function collect(search: AsyncIterable<{ jobId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const job of search) ids.push(job.jobId);
  return ids;
}

describe("iterating a quiet list", () => {
  test.each([
    [0, 1],
    [1, 1],
    [10, 1],
    [11, 2],
    [30, 3],
    [95, 10],
  ])("%d jobs in pages of ten take %d requests", async (count, requests) => {
    for (const concurrency of [1, 3, 50]) {
      const { search, asked, ids } = quietSearch(count, { options: { concurrency } });
      expect(await collect(search)).toEqual(ids);
      expect(asked).toEqual(Array.from({ length: requests }, (_, index) => `${index + 1}x10`));
    }
  });

  test("a page is asked for only when its first job is wanted", async () => {
    const { search, asked } = quietSearch(30);
    for await (const job of search) if (job.jobId === "j9") break;
    expect(asked).toEqual(["1x10"]);
  });

  test("awaiting takes one request however often, and iterating reads anew", async () => {
    const { search, asked } = quietSearch(30);
    const first: OtaPage = await search;
    expect(await search).toBe(first);
    expect(first).toMatchObject({ hasNextPage: true, totalSize: 30 });
    expect((await first.nextPage()).jobs[0]?.jobId).toBe("j10");
    expect(asked).toEqual(["1x10", "2x10"]);
    expect(await collect(search)).toHaveLength(30);
    expect(asked).toHaveLength(5);
  });

  test("the last page has no next page", async () => {
    const { search } = quietSearch(3);
    const last = await search;
    expect(last.hasNextPage).toBe(false);
    await expect(last.nextPage()).rejects.toSatisfy(isOtaPagingError);
  });

  test("toArray() asks for no page beyond its limit, with pages in flight too", async () => {
    for (const concurrency of [1, 8]) {
      const { search, asked, ids } = quietSearch(100, { options: { concurrency } });
      expect((await search.toArray({ limit: 25 })).map((job) => job.jobId)).toEqual(ids.slice(0, 25));
      expect(asked).toEqual(["1x10", "2x10", "3x10"]);
    }
    await expect(quietSearch(5).search.toArray({} as never)).rejects.toSatisfy(isOtaConfigError);
  });

  test("pages() gives the pages as they are", async () => {
    const sizes: number[] = [];
    for await (const { jobs } of quietSearch(25).search.pages()) sizes.push(jobs.length);
    expect(sizes).toEqual([10, 10, 5]);
    const empty: OtaPage[] = [];
    for await (const one of quietSearch(0).search.pages()) empty.push(one);
    expect(empty).toHaveLength(1);
  });

  test.each(["break", "throw"])("%s cancels the pages in flight", async (how) => {
    const { search, signals } = quietSearch(100, { options: { concurrency: 4 } });
    const loop = async (): Promise<void> => {
      for await (const job of search) {
        if (job.jobId !== "j10") continue;
        if (how === "break") break;
        throw new Error("mine");
      }
    };
    if (how === "break") await loop();
    else await expect(loop()).rejects.toThrow("mine");
    expect(signals.map((signal) => signal.aborted)).toEqual([false, false, true, true, true]);
  });

  test("overlapping all pages costs less than half as many requests again", async () => {
    const { search, asked, ids } = quietSearch(5000, { pageSize: 50, options: { reconcile: "strict" } });
    expect(await collect(search)).toEqual(ids);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.length).toBeLessThan(150);
  });
});

describe("a server that is odd", () => {
  test.each([true, false])(
    "gives smaller pages than asked for (and says so: %s): all jobs come",
    async (echo) => {
      const { search, ids } = quietSearch(95, { pageSize: 50, cap: 20, echo });
      expect(await collect(search)).toEqual(ids);
    },
  );

  test("says no total: the list ends with a shorter page or an empty one", async () => {
    for (const [count, requests] of [
      [25, 3],
      [30, 4],
      [3, 2],
      [0, 1],
    ] as const) {
      const { search, asked, ids } = quietSearch(count, { echo: false });
      expect(await collect(search)).toEqual(ids);
      expect(asked).toHaveLength(requests);
    }
  });

  test("gives an empty page once in the middle: it is asked for again", async () => {
    const { search, ids } = quietSearch(50, { distort: (_, times) => (times === 3 ? [] : undefined) });
    expect(await collect(search)).toEqual(ids);
  });

  test.each([true, "strict", false] as const)(
    "gives nothing but the first page: an error (%s)",
    async (reconcile) => {
      const ten = Array.from({ length: 10 }, (_, index) => `j${index}`);
      for (const echo of [true, false]) {
        const { search, asked } = quietSearch(50, { options: { reconcile }, echo, distort: () => ten });
        await expect(collect(search)).rejects.toSatisfy(isOtaPagingError);
        expect(asked.length).toBeLessThan(25);
      }
    },
  );

  test("gives an empty page in the middle for ever: an error", async () => {
    const { search } = quietSearch(50, { distort: ({ pageNo }) => (pageNo > 2 ? [] : undefined) });
    await expect(collect(search)).rejects.toSatisfy(isOtaPagingError);
  });

  test("gives a job twice on one page: it comes once", async () => {
    const { search } = quietSearch(3, { distort: () => ["a", "b", "a"] });
    expect(await collect(search)).toEqual(["a", "b"]);
  });
});
