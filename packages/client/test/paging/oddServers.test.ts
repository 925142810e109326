// Servers that return other pages than requested, or describe them wrongly.
import { describe, expect, test } from "vitest";
import { isOtaPagingError } from "../../src/index.ts";
import { idsOf, JobServer, type Oddities } from "../support/jobServer.ts";

const modes = [true, false];
const sayNothing: Oddities["say"] = () => ({});
const sayNoCap: Oddities["say"] = (asked, totalSize) => ({ ...asked, totalSize });

describe.each(modes)("iterating (lossless: %s)", (lossless) => {
  const search = (server: JobServer, pageSize = 50) =>
    server.client().otaJobs.search({ pagination: { pageSize } }, { lossless });

  test.each([
    ["and says so", undefined],
    ["and does not say so", sayNoCap],
    ["and says nothing about pages", sayNothing],
  ])("a server that returns at most twenty jobs a page %s: all jobs are delivered", async (_, say) => {
    for (const count of [89, 95, 20, 40]) {
      const server = new JobServer(count, { cap: 20, ...(say && { say }) });
      expect(await idsOf(search(server))).toEqual(server.ids);
      expect(server.asked.length).toBeLessThan(15);
    }
  });

  test.each([
    [0, 1],
    [3, 1],
    [120, 3],
  ])(
    "a server that tells no total: %d jobs come, the list ends with a shorter page",
    async (count, requests) => {
      const server = new JobServer(count, { say: sayNothing });
      expect(await idsOf(search(server))).toEqual(server.ids);
      expect(server.asked).toHaveLength(requests);
    },
  );

  test("a server that returns no total, and whose last page is full: one more request detects the end", async () => {
    const server = new JobServer(100, { say: sayNothing });
    expect(await idsOf(search(server))).toEqual(server.ids);
    expect(server.asked).toHaveLength(3);
  });

  test.each([1, 2, 3])("one empty page, as response %d: it is requested again", async (empty) => {
    const server = new JobServer(150, { show: (_, times) => (times === empty ? [] : undefined) });
    expect(await idsOf(search(server))).toEqual(server.ids);
  });

  test("a list that stays shorter than its total: an error, not an incomplete list", async () => {
    const half = Array.from({ length: 100 }, (_, index) => `j${index}`);
    const show: Oddities["show"] = ({ pageNo, pageSize }) =>
      half.slice((pageNo - 1) * pageSize, pageNo * pageSize);
    const server = new JobServer(200, { show });
    await expect(idsOf(search(server))).rejects.toSatisfy(isOtaPagingError);
    expect(server.asked.length).toBeLessThan(15);
  });

  test.each([
    ["with a total", undefined],
    ["without a total", sayNothing],
  ])(
    "the first page again and again, %s: an error that no retry mends, not an incomplete list",
    async (_, say) => {
      const fifty = Array.from({ length: 50 }, (_, index) => `j${index}`);
      const server = new JobServer(500, { show: () => fifty, ...(say && { say }) });
      const error = await idsOf(search(server)).catch((thrown: unknown) => thrown);
      if (!isOtaPagingError(error)) throw error;
      expect(error).toMatchObject({ retryable: false, attempts: server.asked.length });
      expect(server.asked.length).toBeLessThan(15);
    },
  );

  test("a job that is twice on one page is delivered once", async () => {
    const server = new JobServer(3, { show: () => ["j0", "j1", "j0"] });
    expect(await idsOf(search(server))).toEqual(["j0", "j1"]);
  });
});

describe("a page by its number: the request is decisive, the server's description only a hint", () => {
  test.each([
    ["another page number", { pageNo: 1, pageSize: 10, totalSize: 95 }],
    ["page number 0", { pageNo: 0, pageSize: 10, totalSize: 95 }],
    ["a page size above the maximum", { pageNo: 3, pageSize: 1000, totalSize: 95 }],
    ["page size 0", { pageNo: 3, pageSize: 0, totalSize: 95 }],
    ["a page size below what it gave", { pageNo: 3, pageSize: 1, totalSize: 95 }],
    ["texts", { pageNo: "3", pageSize: "10", totalSize: 95 }],
  ])("%s is not misleading", async (_, said) => {
    const server = new JobServer(95, { say: () => said });
    let page = await server.client().otaJobs.search({ pagination: { pageNo: 3, pageSize: 10 } });
    const ids = page.jobs.map((job) => job.jobId);
    while (page.hasNextPage) {
      page = await page.nextPage();
      ids.push(...page.jobs.map((job) => job.jobId));
    }
    expect(ids).toEqual(server.ids.slice(20));
    expect(server.asked).toEqual([3, 4, 5, 6, 7, 8, 9, 10].map((pageNo) => `${pageNo}x10`));
  });

  test("the server's own smaller page size is adopted", async () => {
    const server = new JobServer(95, { cap: 20 });
    let page = await server.client().otaJobs.search({ pagination: { pageSize: 50 } });
    expect(page.pageSize).toBe(20);
    const ids = page.jobs.map((job) => job.jobId);
    while (page.hasNextPage) {
      page = await page.nextPage();
      ids.push(...page.jobs.map((job) => job.jobId));
    }
    expect(ids).toEqual(server.ids);
  });

  test.each([[-5], [2.5], ["95"], [null], [Number.MAX_VALUE]])(
    "a total of %j is no total",
    async (totalSize) => {
      const server = new JobServer(10, { say: (asked) => ({ ...asked, totalSize }) });
      expect((await server.client().otaJobs.search()).totalSize).toBeUndefined();
    },
  );

  test("a total of 0 is a valid total", async () => {
    expect((await new JobServer(0).client().otaJobs.search()).totalSize).toBe(0);
  });

  test.each([
    [95, 9, true],
    [95, 10, false],
    [90, 9, false],
    [95, 11, false],
  ])("of %d jobs in tens, page %d has a next page: %s", async (count, pageNo, expected) => {
    const server = new JobServer(count);
    const page = await server.client().otaJobs.search({ pagination: { pageNo, pageSize: 10 } });
    expect(page.hasNextPage).toBe(expected);
  });

  test.each([
    [9, true],
    [10, false],
  ])(
    "without a total, a full page has a next page and a shorter one has none: page %d, %s",
    async (pageNo, expected) => {
      const server = new JobServer(95, { say: sayNothing });
      const page = await server.client().otaJobs.search({ pagination: { pageNo, pageSize: 10 } });
      expect(page.hasNextPage).toBe(expected);
    },
  );

  test("an empty page has no next page, whatever total is claimed", async () => {
    const server = new JobServer(0, { say: (asked) => ({ ...asked, totalSize: 1_000_000 }) });
    const page = await server.client().otaJobs.search();
    expect(page.hasNextPage).toBe(false);
    await expect(page.nextPage()).rejects.toSatisfy(isOtaPagingError);
  });
});
