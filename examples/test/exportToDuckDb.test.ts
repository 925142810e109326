import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateJobs } from "@enos-ota/mock";
import { startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../../scripts/run.ts";
import { openJobs } from "../openJobs.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "enos-ota-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("exports all jobs, which can then be queried with SQL", async () => {
  const jobs = generateJobs(450, { seed: 1 });
  const server = await startMockServer({ jobs });
  const [file, database] = [join(folder, "jobs.ndjson"), join(folder, "jobs.duckdb")];
  try {
    const { status, output } = await run(
      join(import.meta.dirname, ".."),
      process.execPath,
      ["exportToDuckDb.ts", file, database],
      {
        ...process.env,
        ENOS_BASE_URL: server.url,
        ENOS_ORG_ID: jobs[0]?.orgId,
        ENOS_ACCESS_KEY: server.auth.accessKey,
        ENOS_SECRET_KEY: server.auth.secretKey,
      },
    );
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining("running") });
  } finally {
    await server.stop();
  }
  const connection = await openJobs(file, ":memory:");
  const reader = await connection.runAndReadAll(
    "select count(*)::integer, count(distinct jobId)::integer, max(createdAt)::varchar from jobs",
  );
  const newest = Math.max(...jobs.map((job) => job.createTime));
  const text = new Date(newest)
    .toISOString()
    .replace("T", " ")
    .replace(/\.?0*Z$/, "");
  expect(reader.getRows()).toEqual([[450, 450, text]]);
  connection.closeSync();
});

it("creates an empty table from an empty file", async () => {
  const file = join(folder, "empty.ndjson");
  const stream = createWriteStream(file).end();
  await once(stream, "finish");
  const connection = await openJobs(file, ":memory:");
  const reader = await connection.runAndReadAll(
    "select count(*)::integer from jobs where status = 'started'",
  );
  expect(reader.getRows()).toEqual([[0]]);
  connection.closeSync();
});

// A third of a gigabyte: MILLION=1 pnpm -C examples test
it.runIf(process.env["MILLION"])("counts a million jobs", { timeout: 300_000 }, async () => {
  const file = join(folder, "million.ndjson");
  const stream = createWriteStream(file);
  const jobs = generateJobs(1000, { seed: 1 });
  for (let thousand = 0; thousand < 1000; thousand++) {
    const lines = jobs.map((job, index) => `${JSON.stringify({ ...job, jobId: `${thousand}-${index}` })}\n`);
    if (!stream.write(lines.join(""))) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
  const connection = await openJobs(file, join(folder, "million.duckdb"));
  const reader = await connection.runAndReadAll("select count(distinct jobId)::integer from jobs");
  expect(reader.getRows()).toEqual([[1_000_000]]);
  connection.closeSync();
});
