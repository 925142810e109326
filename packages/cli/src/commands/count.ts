import { connect, type SearchConnectionOptions } from "../connection.ts";
import { type ExitCode, exitCode } from "../exitCode.ts";
import { readExpression } from "../expression.ts";
import { interruptSignal } from "../interrupt.ts";
import { type Format, resolveFormat } from "../output/format.ts";
import type { Terminal } from "../output/terminal.ts";

/** Options of `enos-ota count`. */
export interface CountOptions extends SearchConnectionOptions {
  readonly format: Format;
  readonly check: boolean;
  /** Exit code 3 when nothing is found. */
  readonly exitCode?: boolean | undefined;
}

interface Count {
  readonly orgId: string;
  readonly count: number;
}

/** Prints how many jobs match: a bare number for one organization, a line for each of several. */
export async function count(
  argument: string | undefined,
  options: CountOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const expression = await readExpression(argument, options.check);
  const { enos, orgIds } = await connect(options, terminal);
  const signal = interruptSignal();
  const counts: Count[] = [];
  for (const orgId of orgIds) {
    counts.push({ orgId, count: await enos.otaJobs.count({ expression }, { orgId, signal }) });
  }
  await terminal.out.write(await render(counts, options.format, terminal));
  return options.exitCode && counts.every((one) => one.count === 0) ? exitCode.nothing : exitCode.success;
}

async function render(counts: readonly Count[], format: Format, terminal: Terminal): Promise<string> {
  const [first] = counts;
  if (format === "auto" && counts.length === 1 && first) return `${first.count}\n`;
  switch (resolveFormat(format, terminal)) {
    case "table": {
      const { plainTable } = await import("../output/table.ts");
      return plainTable(counts.map(({ orgId, count }) => [orgId, String(count)]));
    }
    case "json":
      return `${JSON.stringify(counts, null, 2)}\n`;
    case "jsonl":
      return counts.map((one) => `${JSON.stringify(one)}\n`).join("");
    case "csv":
      return (await import("csv-stringify/sync")).stringify([...counts], {
        header: true,
        escape_formulas: true,
      });
    case "yaml":
      return (await import("yaml")).stringify(counts);
  }
}
