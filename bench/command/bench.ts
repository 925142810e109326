import { createReadStream } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandScript, timeProcess } from "../process.ts";
import { race } from "../race.ts";
import { inScratch } from "../scratch.ts";
import type { Curve, Effort, Section, Table } from "../section.ts";
import { withServer } from "../server/start.ts";
import { measure } from "./measure.ts";

const command = commandScript("@enos-ota/cli", "enos-ota");
const client = fileURLToPath(new URL("client.ts", import.meta.url));
const concurrency = "4";
const alone = "the client alone, which counts";

/** The command line: how soon it answers, and what it adds to the client when it writes a long list. */
export function bench({ quick }: Effort): Promise<Section> {
  const most = quick ? 50_000 : 1_000_000;
  return inScratch(async (folder) => ({
    title: "Command line",
    method: `The built command, in a process of its own for each run. Exports go to a file, signed, with ${concurrency} pages of
200 jobs in flight, from a plain \`node:http\` server in a process of its own; after each the lines of the file are counted.
The client alone drains the same list in the same way and only counts the jobs. Memory is the most that the process had
resident, as the system counts it.`,
    tables: [await starts(quick ? 5 : 21), await exports(folder, quick ? 20_000 : 200_000, quick ? 1 : 5)],
    curves: [await memory(folder, most)],
  }));
}

function starts(rounds: number): Promise<Table> {
  const run =
    (...args: readonly string[]) =>
    () =>
      timeProcess(process.execPath, args);
  return race(
    [
      { name: "Node alone", run: run("--eval", "0") },
      { name: "enos-ota --help", run: run(command, "--help") },
      { name: "enos-ota check", run: run(command, "check", "status = 'started'") },
      { name: "enos-ota search --demo", run: run(command, "search", "--demo") },
    ],
    { title: "From start to end", unit: "ms", rounds },
  );
}

function exports(folder: string, total: number, rounds: number): Promise<Table> {
  return withServer({ total }, (baseUrl) => {
    const drain = async (args: readonly string[]): Promise<number> =>
      (await drained(args, baseUrl, total)).ms;
    const exporting = (format: string) => async (): Promise<number> => {
      const file = join(folder, `jobs.${format}`);
      const ms = await drain([command, "export", "--output", file, "--concurrency", concurrency, "--quiet"]);
      if (format === "jsonl") await assertLines(file, total);
      return ms;
    };
    return race(
      [
        { name: alone, run: () => drain([client, concurrency]) },
        { name: "enos-ota export, jsonl", run: exporting("jsonl") },
        { name: "enos-ota export, csv", run: exporting("csv") },
      ],
      { title: `${total} jobs`, unit: "ms", rounds },
    );
  });
}

async function memory(folder: string, most: number): Promise<Curve> {
  const sizes = [most / 100, most / 10, most];
  const points = async (args: (file: string) => readonly string[]) => {
    const found = [];
    for (const size of sizes) {
      const { peakMib } = await withServer({ total: size }, (baseUrl) =>
        drained(args(join(folder, "long.jsonl")), baseUrl, size),
      );
      found.push({ size, value: peakMib });
    }
    return found;
  };
  return {
    title: "Peak memory of an export",
    size: "jobs",
    unit: "MiB",
    axes: "linear",
    lines: [
      { name: alone, points: await points(() => [client, concurrency]) },
      {
        name: "enos-ota export, jsonl",
        points: await points((file) => [
          ...[command, "export", "--output", file, "--concurrency", concurrency, "--quiet"],
        ]),
      },
    ],
  };
}

/** Drains the list of a server. Throws where the client counted another number. */
async function drained(args: readonly string[], baseUrl: string, total: number) {
  const cost = await measure(args, {
    ENOS_BASE_URL: baseUrl,
    ENOS_ORG_ID: "o1",
    ENOS_ACCESS_KEY: "bench-access-key",
    ENOS_SECRET_KEY: "bench-secret-key",
  });
  if (cost.printed !== "" && Number(cost.printed) !== total)
    throw new Error(`${cost.printed} of ${total} jobs were read`);
  return cost;
}

async function assertLines(file: string, wanted: number): Promise<void> {
  let lines = 0;
  for await (const chunk of createReadStream(file)) for (const byte of chunk) if (byte === 10) lines++;
  if (lines !== wanted) throw new Error(`${file} has ${lines} lines, not ${wanted}`);
}
