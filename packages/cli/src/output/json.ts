import type { OtaJob } from "@enos-ota/client";
import { columnReader, isTime } from "./columns.ts";
import { isoTime } from "./time.ts";
import type { JobWriter } from "./writer.ts";

/** What JSON and YAML show of jobs. */
export interface RecordOptions {
  /** The columns that become properties; undefined: the whole job. */
  readonly columns: readonly string[] | undefined;
  /** Whether a whole job is written exactly as the API returned it, with times in epoch milliseconds. */
  readonly raw: boolean;
}

/** Returns what turns a job into what JSON and YAML show of it. */
export function recorder({ columns, raw }: RecordOptions): (job: OtaJob) => object {
  if (columns !== undefined) {
    const readers = columns.map(
      (column) => [column, columnReader(column, raw ? undefined : isoTime)] as const,
    );
    return (job) => Object.fromEntries(readers.map(([column, read]) => [column, read(job) ?? null]));
  }
  return raw ? (job) => job : withTimes;
}

function withTimes(job: OtaJob): object {
  const record: Record<string, unknown> = { ...job, createTime: isoTime(job.createTime) };
  if (job.schedulePolicy) record["schedulePolicy"] = withIsoTimes(job.schedulePolicy);
  return record;
}

function withIsoTimes(policy: object): object {
  return Object.fromEntries(
    Object.entries(policy).map(([name, value]) => [
      name,
      isTime(`schedulePolicy.${name}`) ? isoTime(value) : value,
    ]),
  );
}

/** One JSON object a line. */
export function jsonLines(options: RecordOptions): JobWriter {
  const recordOf = recorder(options);
  return {
    write: (jobs) => jobs.map((job) => `${JSON.stringify(recordOf(job))}\n`).join(""),
    end: () => "",
  };
}

/** One JSON array, complete and valid as soon as `end` is written, even after a failure. */
export function jsonArray(options: RecordOptions, isContinued = false): JobWriter {
  const recordOf = recorder(options);
  let isEmpty = !isContinued;
  return {
    write: (jobs) =>
      jobs
        .map((job) => {
          const start = isEmpty ? "[\n" : ",\n";
          isEmpty = false;
          return `${start}${indent(JSON.stringify(recordOf(job), null, 2))}`;
        })
        .join(""),
    end: () => (isEmpty ? "[]\n" : "\n]\n"),
  };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
