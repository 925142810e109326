import { extname } from "node:path";
import { UsageError } from "../usageError.ts";
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

const endings: Readonly<Record<string, Exclude<Format, "auto" | "table">>> = {
  ".csv": "csv",
  ".json": "json",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".yaml": "yaml",
  ".yml": "yaml",
};

/**
 * The format that the ending of a file's name stands for; without an ending, jsonl.
 *
 * @throws UsageError for another ending: jobs.xlsx must not become a file that no program reads
 */
export function formatOfFile(path: string): Exclude<Format, "auto" | "table"> {
  const ending = extname(path).toLowerCase();
  if (ending === "") return "jsonl";
  const format = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  if (format !== undefined) return format;
  throw new UsageError(
    `--output ${path}: no format has the ending ${ending}. Use ${Object.keys(endings).join(", ")}, or name a --format.`,
  );
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
