import type { OtaJob } from "@enos-ota/client";
import { didYouMean } from "../didYouMean.ts";
import { jobProperties } from "../generated/jobProperties.ts";
import { UsageError } from "../usageError.ts";

/** What people look for first. */
const first: readonly (keyof OtaJob)[] = [
  "orgId",
  "jobId",
  "name",
  "firmwareName",
  "firmwareVersion",
  "firmwareId",
  "productKey",
  "type",
  "status",
  "createTime",
];

/** Shown when `--columns` is not given; in a table that is too narrow, the last of `droppable` goes first. */
export const defaultColumns: readonly (keyof OtaJob)[] = [
  "jobId",
  "name",
  "firmwareName",
  "firmwareVersion",
  "type",
  "status",
  "createTime",
];

/** Columns that a narrow table leaves out, the first one first. */
export const droppableColumns: readonly (keyof OtaJob)[] = [
  "type",
  "firmwareName",
  "firmwareVersion",
  "createTime",
];

/** Every column of a CSV file when `--columns` is not given. */
export const allColumns: readonly string[] = [...new Set<string>([...first, ...jobProperties])];

/**
 * Reads the value of `--columns`: names of properties, or paths such as `name.zh_CN` and `upgradeScope.type`.
 *
 * @throws UsageError for a property that jobs do not have
 */
export function parseColumns(text: string): readonly string[] {
  const columns = text
    .split(",")
    .map((column) => column.trim())
    .filter((column) => column !== "");
  if (columns.length === 0)
    throw new UsageError("--columns needs names of properties, such as jobId,status.");
  for (const column of columns) checkColumn(column, "--columns");
  return columns;
}

/** @throws UsageError for a path that begins with no property of a job */
export function checkColumn(column: string, option: string): void {
  const [property = ""] = column.split(".");
  if (allColumns.includes(property)) return;
  throw new UsageError(
    `${option}: jobs have no property "${property}".${didYouMean(property, allColumns)}` +
      ` Properties: ${allColumns.join(", ")}.`,
  );
}

/** Reads the value of one column. */
export type ReadColumn = (job: OtaJob) => unknown;

/**
 * Returns what reads a column. A name without a locale is its default; in a locale that is missing, too, as in a search.
 *
 * @param showTime How a time is shown, which the API returns in epoch milliseconds. By default as it is.
 */
export function columnReader(column: string, showTime?: (value: unknown) => unknown): ReadColumn {
  const [property = "", ...path] = column.split(".");
  if (property === "name" || property === "firmwareName") {
    const [locale = "defaultValue"] = path;
    return ({ [property]: name }) =>
      member(member(name, "i18nValue"), locale) ?? member(name, "defaultValue");
  }
  const read: ReadColumn =
    path.length === 0 ? (job) => member(job, property) : (job) => path.reduce(member, member(job, property));
  return showTime && isTime(column) ? (job) => showTime(read(job)) : read;
}

/** Whether a column holds a time, in epoch milliseconds. */
export function isTime(column: string): boolean {
  return column === "createTime" || /^schedulePolicy\.(start|end)Timestamp$/.test(column);
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
