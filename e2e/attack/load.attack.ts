import { createOtaClient } from "@enos-ota/client";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { expect, it } from "vitest";
import { cases } from "./scale.ts";
import { settle } from "./texts.ts";

it("10,000 concurrent searches with faults all settle, with results or errors of the package", async () => {
  const mock = createMockOta({ jobs: generateJobs(50, { orgId: "o1" }) });
  let call = 0;
  const faults = [
    "rateLimited",
    "unavailable",
    "internalError",
    "tokenExpired",
    "truncatedBody",
    "disconnect",
  ] as const;
  const enos = createOtaClient({
    baseUrl: mock.baseUrl,
    orgId: "o1",
    auth: mock.auth,
    fetch: (url, init) => {
      if (++call % 3 === 0) mock.use(faults[call % faults.length] ?? "unavailable", { times: 1 });
      return mock.fetch(url, init);
    },
    // Real time would take minutes for what is random and waits.
    clock: {
      now: () => Date.now(),
      random: () => 0,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      // Deadlines are not what is tested: none is ever reached.
      deadline: () => () => {},
    },
  });
  const ends = new Map<string, number>();
  await Promise.all(
    Array.from({ length: cases(10_000) }, async () => {
      const { end } = await settle(
        Promise.resolve(enos.otaJobs.search({ expression: "status = 'started'" })),
      );
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
  );
  expect([...ends.keys()].filter((end) => end.startsWith("raw"))).toEqual([]);
  expect(ends.get("resolved")).toBeGreaterThan(0);
});

it("memory stays flat over 100,000 pages", async () => {
  const total = cases(100_000) * 10;
  const enos = createOtaClient({
    baseUrl: "http://127.0.0.1:9",
    orgId: "o1",
    auth: "none",
    fetch: async (_, init) => {
      const { pagination }: { pagination: { pageNo: number; pageSize: number } } = JSON.parse(
        String(init.body),
      );
      const start = (pagination.pageNo - 1) * pagination.pageSize;
      const data = Array.from({ length: Math.min(pagination.pageSize, total - start) }, (_, index) => ({
        jobId: `j${start + index}`,
      }));
      return Response.json({
        code: 0,
        msg: "OK",
        requestId: "r",
        data,
        pagination: { ...pagination, totalSize: total },
      });
    },
  });
  let pages = 0;
  let early = 0;
  for await (const _page of enos.otaJobs.search({ pagination: { pageNo: 1, pageSize: 10 } }).pages()) {
    if (++pages === Math.floor(total / 200)) early = process.memoryUsage().heapUsed;
  }
  // Pages of 50: a smaller size is raised while iterating.
  expect(pages).toBeGreaterThan(total / 60);
  // Without a forced collection the heap saws up and down: an unbounded list of a million IDs would be far above this.
  expect(process.memoryUsage().heapUsed - early).toBeLessThan(120 * 2 ** 20);
});
