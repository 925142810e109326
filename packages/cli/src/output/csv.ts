import { stringify } from "csv-stringify/sync";
import { allColumns, columnReader } from "./columns.ts";
import { isoTime } from "./time.ts";
import type { JobWriter } from "./writer.ts";

/** What a CSV file shows of jobs. */
export interface CsvOptions {
  readonly columns: readonly string[] | undefined;
  /** Whether it begins with a byte order mark, by which Excel recognises UTF-8. */
  readonly bom: boolean;
  /** Whether the header was written before, by an export that is continued. */
  readonly isContinued?: boolean | undefined;
}

/** CSV with a header. Text that a spreadsheet would run as a formula is preceded by an apostrophe. */
export function csv({ columns = allColumns, bom, isContinued = false }: CsvOptions): JobWriter {
  const readers = columns.map((column) => columnReader(column, isoTime));
  let isStarted = isContinued;
  const rows = (values: readonly (readonly unknown[])[]): string =>
    stringify([...values], {
      escape_formulas: true,
      cast: { boolean: String, object: (value) => JSON.stringify(value) },
    });
  const header = (): string => {
    if (isStarted) return "";
    isStarted = true;
    return (bom ? "\uFEFF" : "") + rows([columns]);
  };
  return {
    write: (jobs) => header() + rows(jobs.map((job) => readers.map((read) => read(job)))),
    end: header,
  };
}
