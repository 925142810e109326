import type { OtaJob } from "@enos-ota/client";
import { type Connection, connect, type SearchConnectionOptions } from "../connection.ts";
import { type ExitCode, exitCode } from "../exitCode.ts";
import { readExpression } from "../expression.ts";
import { defaultPageSize, maximumPageSize } from "../generated/limits.ts";
import { interruptSignal } from "../interrupt.ts";
import { checkColumn, columnReader } from "../output/columns.ts";
import { createWriter, type FormatOptions } from "../output/format.ts";
import type { Terminal } from "../output/terminal.ts";
import { UsageError } from "../usageError.ts";

/** Options of `enos-ota search`. */
export interface SearchCommandOptions extends SearchConnectionOptions, FormatOptions {
  readonly all?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly pageNo?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly sortBy?: string | undefined;
  readonly check: boolean;
  /** Exit code 3 when nothing is found. */
  readonly exitCode?: boolean | undefined;
}

/** Shows one page of jobs, or all of them. */
export async function search(
  argument: string | undefined,
  options: SearchCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.pageNo !== undefined && (options.all || options.limit !== undefined)) {
    throw new UsageError("--page-no shows one page; it excludes --all and --limit.");
  }
  if (options.sortBy !== undefined) checkColumn(options.sortBy.replace(/^-/, ""), "--sort-by");
  const expression = await readExpression(argument, options.check);
  const connection = await connect(options, terminal);
  const writer = await createWriter({ ...options, hasSeveralOrgs: connection.orgIds.length > 1 }, terminal);
  const sorted: OtaJob[] = [];
  const summary = { shown: 0, matching: 0, isTotalKnown: true };
  try {
    for await (const found of pages(connection, expression, options)) {
      const jobs = found.jobs.slice(0, (options.limit ?? Infinity) - summary.shown);
      summary.shown += jobs.length;
      if (found.isFirst) summary.matching += found.totalSize ?? 0;
      if (found.totalSize === undefined) summary.isTotalKnown = false;
      // Sorting needs all jobs at once; without it memory stays flat.
      if (options.sortBy === undefined) await terminal.out.write(writer.write(jobs));
      else sorted.push(...jobs);
      if (summary.shown >= (options.limit ?? Infinity)) break;
    }
    if (options.sortBy !== undefined) await terminal.out.write(writer.write(sortBy(sorted, options.sortBy)));
  } finally {
    await terminal.out.write(writer.end());
  }
  const remark = writer.remark?.();
  if (remark !== undefined) await terminal.note(remark);
  await summarize(summary, terminal);
  return summary.shown === 0 && options.exitCode ? exitCode.nothing : exitCode.success;
}

interface FoundPage {
  readonly jobs: readonly OtaJob[];
  readonly totalSize: number | undefined;
  readonly isFirst: boolean;
}

async function* pages(
  { enos, orgIds }: Connection,
  expression: string | undefined,
  { all = false, limit, pageNo = 1, pageSize }: SearchCommandOptions,
): AsyncGenerator<FoundPage> {
  const signal = interruptSignal();
  for (const orgId of orgIds) {
    if (all || limit !== undefined) {
      const size =
        pageSize ?? (limit === undefined ? maximumPageSize : Math.min(maximumPageSize, Math.max(limit, 1)));
      const search = enos.otaJobs.search(
        { expression, pagination: { pageNo, pageSize: size } },
        { orgId, signal },
      );
      let isFirst = true;
      for await (const { jobs, totalSize } of search.pages()) {
        yield { jobs, totalSize, isFirst };
        isFirst = false;
      }
    } else {
      const pagination =
        pageSize === undefined && pageNo === 1
          ? undefined
          : { pageNo, pageSize: pageSize ?? defaultPageSize };
      const { jobs, totalSize } = await enos.otaJobs.search({ expression, pagination }, { orgId, signal });
      yield { jobs, totalSize, isFirst: true };
    }
  }
}

async function summarize(
  { shown, matching, isTotalKnown }: { shown: number; matching: number; isTotalKnown: boolean },
  terminal: Terminal,
): Promise<void> {
  if (shown === 0) await terminal.note("No job matches.");
  else if (!isTotalKnown) await terminal.note(jobs(shown));
  else if (shown < matching) await terminal.note(`${shown} of ${jobs(matching)}. --all shows every job.`);
  else if (terminal.isInteractive) await terminal.note(jobs(shown));
}

function jobs(count: number): string {
  return count === 1 ? "1 job" : `${count} jobs`;
}

/** Sorts what was read; the API cannot sort. Numbers within names count as numbers. */
function sortBy(jobs: readonly OtaJob[], option: string): OtaJob[] {
  const column = option.replace(/^-/, "");
  const read = columnReader(column);
  const direction = option.startsWith("-") ? -1 : 1;
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  return [...jobs].sort((a, b) => {
    const [left, right] = [read(a), read(b)];
    if (typeof left === "number" && typeof right === "number") return (left - right) * direction;
    return compare(String(left ?? ""), String(right ?? "")) * direction;
  });
}
