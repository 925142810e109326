// Exports all jobs as NDJSON, one job a line, and loads them into DuckDB for SQL. Memory use stays constant, however long the
// list is: jobs go to the file as they arrive, and DuckDB reads the file by itself.
//
//   node examples/exportToDuckDb.ts jobs.ndjson jobs.duckdb
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createOtaClient, type OtaJob } from "@enos-ota/client";
import { openJobs } from "./openJobs.ts";

const [file = "jobs.ndjson", database = "jobs.duckdb"] = process.argv.slice(2);

async function* lines(jobs: AsyncIterable<OtaJob>): AsyncGenerator<string> {
  for await (const job of jobs) yield `${JSON.stringify(job)}\n`;
}

const jobs = createOtaClient().otaJobs.search();
await pipeline(lines(jobs), createWriteStream(file));

const connection = await openJobs(file, database);
const reader = await connection.runAndReadAll(`
  select firmwareVersion, count(*)::integer as jobs, count(*) filter (status = 'started')::integer as running
  from jobs group by all order by jobs desc, firmwareVersion limit 5
`);
console.table(reader.getRowObjects());
connection.closeSync();
