import type { OtaJob } from "@enos-ota/client";
import { isTime, valueIn } from "./columns.ts";
import { isoTime } from "./time.ts";
import type { JobWriter } from "./writer.ts";

/** What JSON and YAML show of jobs. */
export interface RecordOptions {
  /** The columns that become properties; undefined: the whole job. */
  readonly columns: readonly string[] | undefined;
  /** Whether a whole job is written exactly as the API returned it, with times in epoch milliseconds. */
  readonly raw: boolean;
}

/** One job as JSON and YAML show it. */
export function recordOf(job: OtaJob, { columns, raw }: RecordOptions): object {
  if (columns !== undefined) {
    return Object.fromEntries(
      columns.map((column) => {
        const value = valueIn(job, column) ?? null;
        return [column, isTime(column) && !raw ? isoTime(value) : value];
      }),
    );
  }
  if (raw) return job;
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
  return {
    write: (jobs) => jobs.map((job) => `${JSON.stringify(recordOf(job, options))}\n`).join(""),
    end: () => "",
  };
}

/** One JSON array, complete and valid as soon as `end` is written, even after a failure. */
export function jsonArray(options: RecordOptions, isContinued = false): JobWriter {
  let isEmpty = !isContinued;
  return {
    write: (jobs) =>
      jobs
        .map((job) => {
          const start = isEmpty ? "[\n" : ",\n";
          isEmpty = false;
          return `${start}${indent(JSON.stringify(recordOf(job, options), null, 2))}`;
        })
        .join(""),
    end: () => (isEmpty ? "[]\n" : "\n]\n"),
  };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
