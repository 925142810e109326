// Iterating a list that does not change: what is delivered, and which requests are sent.
import { describe, expect, test } from "vitest";
import { firstPageNo, maximumPageSize, recommendedPageSize } from "../../src/generated/limits.ts";
import type { OtaJobPage } from "../../src/index.ts";
import { idsOf, JobServer } from "../support/jobServer.ts";

const firstPage = `${firstPageNo}x${recommendedPageSize}`;

async function pagesOf(pages: AsyncIterable<OtaJobPage>): Promise<OtaJobPage[]> {
  const all: OtaJobPage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

describe("lossless, which is the default", () => {
  test.each([
    [0, 1],
    [1, 1],
    [recommendedPageSize, 1],
    [recommendedPageSize + 1, 2],
  ])("%d jobs in pages of the recommended size take %d requests", async (count, requests) => {
    for (const concurrency of [1, 3, 50]) {
      const server = new JobServer(count);
      expect(await idsOf(server.client().otaJobs.search({}, { concurrency }))).toEqual(server.ids);
      expect(server.asked).toHaveLength(requests);
      expect(server.asked[0]).toBe(firstPage);
    }
  });

  test.each([
    [2000, 50, 1.25],
    [2000, maximumPageSize, 1.15],
    [20_000, maximumPageSize, 1.15],
    [2000, Math.floor(0.7 * maximumPageSize), 1.25],
  ])("%d jobs in pages of %d cost at most %f requests a page", async (count, pageSize, most) => {
    for (const concurrency of [1, 8]) {
      const server = new JobServer(count);
      const search = server.client().otaJobs.search({ pagination: { pageSize } }, { concurrency });
      expect(await idsOf(search)).toEqual(server.ids);
      expect(server.asked.length / Math.ceil(count / pageSize)).toBeLessThanOrEqual(most);
    }
  });

  test("a list of any length costs at most one request or a quarter more than its pages, whichever is more", async () => {
    const tooMany: string[] = [];
    for (const pageSize of [0.25, 0.5, 0.7, 1].map((part) => Math.floor(part * maximumPageSize))) {
      for (let count = 1; count < 6_000; count += count < 1_000 ? 37 : 511) {
        const server = new JobServer(count);
        await idsOf(server.client().otaJobs.search({ pagination: { pageSize } }));
        const pages = Math.ceil(count / pageSize);
        const most = pages === 1 ? 1 : pages + Math.max(1, pages / 4);
        if (server.asked.length > most) tooMany.push(`${count} in ${pageSize}: ${server.asked.length}`);
      }
    }
    expect(tooMany).toEqual([]);
  });

  test("each page except the first overlaps the previous page by one job", async () => {
    const server = new JobServer(500);
    await idsOf(server.client().otaJobs.search({ pagination: { pageSize: 50 } }));
    let end = 0;
    for (const asked of server.asked) {
      const [pageNo = 0, pageSize = 0] = asked.split("x").map(Number);
      expect((pageNo - 1) * pageSize).toBeLessThan(end || 1);
      end = pageNo * pageSize;
    }
    expect(end).toBeGreaterThanOrEqual(500);
  });

  test("small pages are raised to fifty after the first", async () => {
    const server = new JobServer(120);
    expect(await idsOf(server.client().otaJobs.search({ pagination: { pageSize: 1 } }))).toEqual(server.ids);
    expect(server.asked[0]).toBe("1x1");
    expect(server.asked.length).toBeLessThan(6);
  });

  test.each([
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 7],
    [2, 50],
    [4, 50],
    [7, 13],
  ])("starting at page %d of size %d delivers exactly the jobs from there on", async (pageNo, pageSize) => {
    for (const concurrency of [1, 4]) {
      const server = new JobServer(230);
      const search = server.client().otaJobs.search({ pagination: { pageNo, pageSize } }, { concurrency });
      expect(await idsOf(search)).toEqual(server.ids.slice((pageNo - 1) * pageSize));
      expect(server.asked[0]).toBe(`${pageNo}x${pageSize}`);
    }
  });

  test("starting after the last page delivers nothing, with one request", async () => {
    const server = new JobServer(20);
    expect(await idsOf(server.client().otaJobs.search({ pagination: { pageNo: 5, pageSize: 10 } }))).toEqual(
      [],
    );
    expect(server.asked).toEqual(["5x10"]);
  });
});

describe("not lossless", () => {
  test.each([
    [0, 1],
    [10, 1],
    [11, 2],
    [30, 3],
    [95, 10],
  ])("%d jobs in pages of ten take %d requests, each page once", async (count, requests) => {
    for (const concurrency of [1, 3, 50]) {
      const server = new JobServer(count);
      const options = { lossless: false, concurrency };
      const search = server.client().otaJobs.search({ pagination: { pageSize: 10 } }, options);
      expect(await idsOf(search)).toEqual(server.ids);
      expect(server.asked).toEqual(Array.from({ length: requests }, (_, index) => `${index + 1}x10`));
    }
  });

  test("from a later page on", async () => {
    const server = new JobServer(95);
    const pagination = { pageNo: 3, pageSize: 20 };
    expect(await idsOf(server.client().otaJobs.search({ pagination }, { lossless: false }))).toEqual(
      server.ids.slice(40),
    );
    expect(server.asked).toEqual(["3x20", "4x20", "5x20"]);
  });
});

describe("pages()", () => {
  test.each([true, false])(
    "reports by hasNextPage whether the iteration continues (lossless: %s)",
    async (lossless) => {
      for (const say of [undefined, () => ({})]) {
        const server = new JobServer(130, say && { say });
        const search = server.client().otaJobs.search({ pagination: { pageSize: 40 } }, { lossless });
        const pages = await pagesOf(search.pages());
        expect(pages.flatMap((page) => page.jobs.map((job) => job.jobId))).toEqual(server.ids);
        expect(pages.map((page) => page.hasNextPage)).toEqual(
          pages.map((_, index) => index < pages.length - 1),
        );
      }
    },
  );

  test("does so too with a server that returns smaller pages without announcing it", async () => {
    const server = new JobServer(95, { cap: 20, say: () => ({}) });
    const pages = await pagesOf(server.client().otaJobs.search().pages());
    expect(pages.flatMap((page) => page.jobs)).toHaveLength(95);
    // The last page is excluded: the end is detected only by a page without a new job.
    expect(pages.slice(0, -1).map((page) => page.hasNextPage)).toEqual([true, true, true, true, true]);
  });

  test("yields one empty page for an empty list, and no empty page otherwise", async () => {
    const empty = await pagesOf(new JobServer(0).client().otaJobs.search().pages());
    expect(empty.map((page) => page.jobs)).toEqual([[]]);
    // Without a total, the end of a list of full pages is detected only by a page without a new job.
    const server = new JobServer(recommendedPageSize, { say: () => ({}) });
    const pages = await pagesOf(server.client().otaJobs.search().pages());
    expect(pages.map((page) => page.jobs.length)).toEqual([recommendedPageSize]);
  });

  test("each page has the metadata of its response", async () => {
    const server = new JobServer(recommendedPageSize + 10);
    const [, second] = await pagesOf(server.client().otaJobs.search().pages());
    expect(second).toMatchObject({ requestId: "r2", attempts: 1, totalSize: recommendedPageSize + 10 });
    expect(second?.jobs[0]?.jobId).toBe(`j${recommendedPageSize}`);
    expect(await second?.response.json()).toMatchObject({
      requestId: "r2",
      pagination: { totalSize: recommendedPageSize + 10 },
    });
  });
});

describe("the requests", () => {
  test("a page is requested only when its first job is needed", async () => {
    const server = new JobServer(300);
    for await (const job of server.client().otaJobs.search())
      if (job.jobId === `j${recommendedPageSize - 1}`) break;
    expect(server.asked).toEqual([firstPage]);
  });

  test.each([1, 8])(
    "toArray() reads no page behind its limit, with %d pages in flight",
    async (concurrency) => {
      const server = new JobServer(300);
      const options = { lossless: false, concurrency };
      const search = server.client().otaJobs.search({ pagination: { pageSize: 10 } }, options);
      const jobs = await search.toArray({ limit: 25 });
      expect(jobs.map((job) => job.jobId)).toEqual(server.ids.slice(0, 25));
      expect(server.asked).toEqual(["1x10", "2x10", "3x10"]);
    },
  );

  test("toArray({ limit: 0 }) sends no request", async () => {
    const server = new JobServer(300);
    expect(await server.client().otaJobs.search().toArray({ limit: 0 })).toEqual([]);
    expect(server.asked).toEqual([]);
  });

  test.each(["break", "throw"])("%s cancels the pages in flight", async (how) => {
    const server = new JobServer(1000);
    const loop = async (): Promise<void> => {
      for await (const job of server.client().otaJobs.search({}, { concurrency: 4 })) {
        if (job.jobId !== `j${recommendedPageSize}`) continue;
        if (how === "break") break;
        throw new Error("mine");
      }
    };
    if (how === "break") await loop();
    else await expect(loop()).rejects.toThrow("mine");
    expect(server.asked).toHaveLength(5);
    expect(server.signals.map((signal) => signal.aborted)).toEqual([false, false, true, true, true]);
  });

  test("each iteration reads the list again", async () => {
    const server = new JobServer(20);
    const search = server.client().otaJobs.search();
    await idsOf(search);
    await idsOf(search);
    expect(server.asked).toEqual([firstPage, firstPage]);
  });
});
