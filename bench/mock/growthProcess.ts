import { createMockOta, generateJobs } from "@enos-ota/mock";
import { median } from "../statistics.ts";

// node --expose-gc growthProcess.ts <jobs> <milliseconds for each kind of search>
// Prints, as JSON, how long each kind of search takes in a mock with that many jobs, and how much memory the mock takes.
const [count = 0, budgetMs = 0] = process.argv.slice(2).map(Number);
const { gc } = globalThis;
if (gc === undefined) throw new Error("usage: see growth.ts");

const live = (): number => {
  gc();
  return process.memoryUsage().heapUsed;
};
const empty = live();
const mock = createMockOta({ auth: false, jobs: generateJobs(count) });
const mib = (live() - empty) / 2 ** 20;

const pageSize = 10;

async function search(expression: string, pageNo = 1): Promise<number> {
  const response = await mock.fetch(`${mock.baseUrl}/connect-service/v2.1/ota-jobs?action=search&orgId=o1`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ expression, pagination: { pageNo, pageSize } }),
  });
  const { data, pagination }: Answer = await response.json();
  if (data.length === 0) throw new Error(`nothing is on page ${pageNo} of ${expression} in ${count} jobs`);
  return pagination.totalSize;
}

interface Answer {
  readonly data: readonly object[];
  readonly pagination: { readonly totalSize: number };
}

/** The mock caches the results of the last 100 expressions by their text; different white space avoids the cache. */
let turn = 0;
const anew = (expression: string): string => expression + " ".repeat(turn++ % 200);

async function medianTime(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + budgetMs;
  while (times.length < 5 || performance.now() < until) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  // The first runs are the warm-up.
  return median(times.slice(2));
}

const started = "status = 'started'";
/** The last full page, so that each size reads the same number of jobs. */
const last = Math.floor((await search(started)) / pageSize);
const ms = {
  [started]: await medianTime(() => search(anew(started))),
  "name like 'pump'": await medianTime(() => search(anew("name like 'pump'"))),
  "the last page": await medianTime(() => search(anew(started), last)),
  "the last page, found before": await medianTime(() => search(started, last)),
};
console.log(JSON.stringify({ ms, mib }));
