import { fileURLToPath } from "node:url";
import { output } from "../process.ts";
import { race } from "../race.ts";
import type { Curve, Table } from "../section.ts";
import { withServer } from "../server/start.ts";
import { drains, watched } from "./drains.ts";

const script = fileURLToPath(new URL("memoryProcess.ts", import.meta.url));
const pageSize = 200;
const mib = 2 ** 20;

/** The peak of live memory while a slow reader drains a list. */
export function peaks(pages: number): Promise<Table> {
  return withServer({ total: pages * pageSize }, (baseUrl) =>
    race(
      watched.map((drain) => ({
        name: drain.name,
        run: async () => {
          const [start = 0, ...looks] = await watch(drain.name, baseUrl, 1);
          return (Math.max(...looks) - start) / mib;
        },
      })),
      { title: `Peak memory, ${pages} pages, slow reader`, unit: "MiB", rounds: 1, warmups: 0 },
    ),
  );
}

/** How live memory changes while a long list is iterated. */
export function longList(jobs: number): Promise<Curve> {
  return withServer({ total: jobs }, async (baseUrl) => {
    const every = jobs / pageSize / 20;
    const lines = [];
    for (const { name } of watched.filter((drain) => /loop|concurrency [18]$/.test(drain.name))) {
      const looks = await watch(name, baseUrl, every);
      const points = looks.map((bytes, look) => ({ size: look * every * pageSize, value: bytes / mib }));
      lines.push({ name, points });
    }
    return {
      title: "Live memory while iterating a long list",
      size: "jobs",
      unit: "MiB",
      lines,
      note: "Ours remembers the IDs of the last 10,000 to 20,000 jobs, so that a job that moved is not given twice.",
    };
  });
}

async function watch(name: string, baseUrl: string, every: number): Promise<number[]> {
  const index = drains.findIndex((drain) => drain.name === name);
  return JSON.parse(await output(process.execPath, ["--expose-gc", script, `${index}`, baseUrl, `${every}`]));
}
