import { race } from "../race.ts";
import type { Effort, Section, Table } from "../section.ts";
import { withServer } from "../server/start.ts";
import { drains } from "./drains.ts";
import { longList, peaks } from "./memory.ts";

const pageSize = 200;

/** Reading whole lists. */
export async function bench({ quick }: Effort): Promise<Section> {
  const pages = quick ? 10 : 100;
  const tables: Table[] = [];
  for (const latencyMs of [0, 20, 100]) {
    // These runs mostly wait for the server: they vary little and take long, so few rounds are enough.
    const rounds = quick ? 1 : latencyMs === 0 ? 9 : 3;
    tables.push(await drainTimes(pages, latencyMs, rounds));
  }
  return {
    title: "Draining",
    method: `${pages} pages of ${pageSize} jobs, unsigned, from a plain \`node:http\` server in a process of its own that waits before each
answer. Every job is looked at. The first page goes alone, because it tells how many there are: with 100 pages, eight in
flight can be no more than 7.14 times as fast as one. Without latency there is nothing to wait for: what counts is the
client's own work, and pages in flight only share one core. Memory is what lives after a collection, looked at after each page, 20 ms later.`,
    tables: [...tables, await peaks(pages)],
    curves: [await longList(quick ? 40_000 : 1_000_000)],
  };
}

function drainTimes(pages: number, latencyMs: number, rounds: number): Promise<Table> {
  const total = pages * pageSize;
  return withServer({ total, latencyMs }, (baseUrl) =>
    race(
      drains.map(({ name, note, run }) => ({
        name,
        ...(note !== undefined && { note }),
        run: async () => {
          const start = performance.now();
          const jobs = await run(baseUrl);
          if (jobs !== total) throw new Error(`${name} got ${jobs} of ${total} jobs`);
          return performance.now() - start;
        },
      })),
      {
        title: `${pages} pages, server latency ${latencyMs} ms`,
        unit: "ms",
        rounds,
        warmups: latencyMs === 0 ? 1 : 0,
      },
    ),
  );
}
