// The maximum number of requests that one call can cost, whatever the server does.
import { expect, test } from "vitest";
import { maximumPageSize, sortedBy } from "../../src/generated/limits.ts";
import { isOtaError } from "../../src/index.ts";
import type { ReadPage } from "../../src/paging/page.ts";
import { patience } from "../../src/paging/step.ts";
import { walk } from "../../src/paging/walk.ts";
import { JobServer } from "../support/jobServer.ts";
import { content, type Item, idOf, rankOf, seeded } from "../support/movingList.ts";

/** What a checkpoint holds between the job before a position and the job at it. */
const checkpointTime = (count: number, position: number): number =>
  String(sortedBy.order) === "DESC" ? count - position + 0.5 : -(position + 0.5);

/** A server that answers each request at random, in ways that mislead an iteration. */
function maliciousReader(random: (below: number) => number): {
  read: ReadPage<Item>;
  requests: () => number;
} {
  let requests = 0;
  let next = 0;
  const given: Item[] = [];
  const read: ReadPage<Item> = async (asked) => {
    requests++;
    const { pageNo, pageSize } = asked ?? { pageNo: 1, pageSize: 10 };
    const items = Array.from({ length: Math.floor(random(pageSize + 1)) }, () => {
      const old = given[Math.floor(random(given.length))];
      const item = old && random(10) < 9.9 ? old : { id: `j${next++}`, time: 1e6 - next };
      given.push(item);
      return item;
    });
    const kind = Math.floor(random(6));
    if (kind === 0) items.length = 0;
    const totals = [undefined, 0, 5, 1e4, 1e9, Math.floor(random(1000))];
    return content(
      kind === 1 ? given.slice(0, pageSize) : items,
      pageNo,
      pageSize,
      totals[Math.floor(random(6))],
    );
  };
  return { read, requests: () => requests };
}

test("one step of an iteration reads at most eleven pages more than are in flight", async () => {
  let worst = 0;
  for (let seed = 1; seed <= 3000; seed++) {
    const random = seeded(seed);
    const concurrency = 1 + Math.floor(random(8));
    const { read, requests } = maliciousReader(random);
    const start = { pageNo: 1 + Math.floor(random(3)), pageSize: 1 + Math.floor(random(200)) };
    const lossless = random(2) < 1;
    const pages = walk({ idOf, rankOf, read }, { start, lossless, concurrency, limit: Infinity });
    for (let steps = 0; steps < 30; steps++) {
      const before = requests();
      const { done } = await pages.next().catch((error: unknown) => {
        if (!isOtaError(error)) throw error;
        return { done: true };
      });
      worst = Math.max(worst, requests() - before - concurrency);
      if (done) break;
    }
    await pages.return();
  }
  expect(worst).toBeGreaterThan(2);
  expect(worst).toBeLessThanOrEqual(patience + 1);
});

test("finding the place of a checkpoint takes about as many requests as the number of pages has binary digits", async () => {
  const size = maximumPageSize;
  for (const count of [0, 1, size - 1, size, size + 1, 5_000, 300_000]) {
    for (const position of [0, 1, Math.floor(count / 3), count - 1, count]) {
      const server = new JobServer(count);
      const after = { time: checkpointTime(count, position), ids: [], count: 0 };
      const pages = server
        .client()
        .otaJobs.search({ pagination: { pageSize: size } })
        .pages({ after });
      const { value } = await pages.next();
      expect(value?.jobs[0]?.jobId).toBe(
        count > Math.max(0, position) ? `j${Math.max(0, position)}` : undefined,
      );
      expect(server.asked.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count / size + 1)) + 4);
      await pages.return();
    }
  }
});

test("a server that claims to go on forever is not searched forever for the place of a checkpoint", async () => {
  let requests = 0;
  const read: ReadPage<Item> = async (asked) => {
    requests++;
    return content([{ id: "a", time: 9 }], asked?.pageNo ?? 1, 1, undefined);
  };
  const options = { start: { pageNo: 1, pageSize: 1 }, lossless: true, concurrency: 1, limit: Infinity };
  const pages = walk({ idOf, rankOf, read }, { ...options, after: { time: 5, ids: [], count: 0 } });
  await pages.next().catch(() => {});
  expect(requests).toBeLessThan(60);
});

test("an array may hold 300,000 jobs", { timeout: 120_000 }, async () => {
  const read: ReadPage<Item> = async (asked) => {
    const { pageNo, pageSize } = asked ?? { pageNo: 1, pageSize: 10 };
    const items = Array.from({ length: 300_000 }, (_, index) => ({ id: `j${index}`, time: -index }));
    return content(items, pageNo, pageSize, 300_000);
  };
  const options = { start: { pageNo: 1, pageSize: 200 }, lossless: true, concurrency: 1, limit: Infinity };
  let count = 0;
  for await (const page of walk({ idOf, read }, options)) count += page.items.length;
  expect(count).toBe(300_000);
});
