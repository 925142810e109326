import { parseColumns } from "./columns.ts";
import type { Terminal } from "./terminal.ts";
import type { JobWriter } from "./writer.ts";

/** The values of `--format`. `auto`: a table on a terminal, jsonl in a pipe. */
export const formats = ["auto", "table", "json", "jsonl", "csv", "yaml"] as const;

/** A format that `--format` can name. */
export type Format = (typeof formats)[number];

/** The options that decide how jobs are written. */
export interface FormatOptions {
  readonly format: Format;
  readonly columns?: string | undefined;
  readonly bom?: boolean | undefined;
  readonly raw?: boolean | undefined;
  /** Whether several organizations are searched, which a table then tells apart. */
  readonly hasSeveralOrgs?: boolean | undefined;
  /** Whether a file that an earlier export began is continued. */
  readonly isContinued?: boolean | undefined;
}

/** The format that `auto` stands for. */
export function resolveFormat(format: Format, terminal: Terminal): Exclude<Format, "auto"> {
  if (format !== "auto") return format;
  return terminal.isInteractive ? "table" : "jsonl";
}

/** Creates the writer of a format. Each loads only its own library. */
export async function createWriter(options: FormatOptions, terminal: Terminal): Promise<JobWriter> {
  const columns = options.columns === undefined ? undefined : parseColumns(options.columns);
  const record = { columns, raw: options.raw ?? false };
  switch (resolveFormat(options.format, terminal)) {
    case "table": {
      const { table } = await import("./table.ts");
      return table({ columns, hasSeveralOrgs: options.hasSeveralOrgs ?? false }, terminal);
    }
    case "csv": {
      const { csv } = await import("./csv.ts");
      return csv({ columns, bom: options.bom ?? false, isContinued: options.isContinued });
    }
    case "yaml":
      return (await import("./yaml.ts")).yamlList(record, options.isContinued);
    case "json":
      return (await import("./json.ts")).jsonArray(record, options.isContinued);
    case "jsonl":
      return (await import("./json.ts")).jsonLines(record);
  }
}
