import type { OtaJob } from "@enos-ota/client";
import Table from "cli-table3";
import stringWidth from "string-width";
import { columnReader, defaultColumns, droppableColumns } from "./columns.ts";
import type { Terminal } from "./terminal.ts";
import { localTime } from "./time.ts";
import type { JobWriter } from "./writer.ts";

/** What a table shows of jobs. */
export interface TableOptions {
  readonly columns: readonly string[] | undefined;
  readonly hasSeveralOrgs: boolean;
}

/** Between two columns. */
const gap = 2;
/** No column of the user's choice becomes narrower. */
const least = 6;

/**
 * A table as wide as the terminal at most. The first jobs decide the widths, so that any number of jobs can follow
 * in flat memory. Wide characters, as in Chinese names, count as two columns.
 */
export function table({ columns, hasSeveralOrgs }: TableOptions, terminal: Terminal): JobWriter {
  let layout: Layout | undefined;
  return {
    write: (jobs) => {
      if (jobs.length === 0) return "";
      const isFirst = layout === undefined;
      layout ??= columns
        ? layoutOf(jobs, columns, terminal.columns)
        : fittingLayout(
            jobs,
            hasSeveralOrgs ? ["orgId", ...defaultColumns] : defaultColumns,
            terminal.columns,
          );
      const { columns: shown, widths } = layout;
      const rows = jobs.map((job) => shown.map((column) => styled(cellOf(job, column), column, terminal)));
      const head = isFirst ? [shown.map((column) => terminal.style("bold", column))] : [];
      return render([...head, ...rows], widths);
    },
    end: () => "",
    remark: () => {
      const left = (columns ?? defaultColumns).filter((column) => layout && !layout.columns.includes(column));
      if (left.length === 0) return undefined;
      return `The terminal is too narrow for ${left.join(", ")}; --columns chooses others.`;
    },
  };
}

/** Renders rows of any cells in columns, as wide as their content. */
export function plainTable(rows: readonly (readonly string[])[], columns?: number): string {
  const width = (index: number): number => Math.max(...rows.map((row) => stringWidth(row[index] ?? "")));
  const natural = (rows[0] ?? []).map((_, index) => width(index));
  return render(rows, columns === undefined ? natural : shrink(natural, columns));
}

interface Layout {
  readonly columns: readonly string[];
  readonly widths: readonly number[];
}

/** Leaves columns out, the least important first, until the others can be read. */
function fittingLayout(jobs: readonly OtaJob[], wanted: readonly string[], width = Infinity): Layout {
  let columns = wanted;
  for (const droppable of ["", ...droppableColumns]) {
    columns = columns.filter((column) => column !== droppable);
    const natural = naturalWidths(jobs, columns);
    // A name may be cut to a readable rest; an ID that is cut is of no use.
    const needed = natural.map((size, index) =>
      /[nN]ame$/.test(columns[index] ?? "") ? Math.min(size, 16) : size,
    );
    if (total(needed) <= width) break;
  }
  return layoutOf(jobs, columns, width);
}

function layoutOf(jobs: readonly OtaJob[], columns: readonly string[], width = Infinity): Layout {
  return { columns, widths: shrink(naturalWidths(jobs, columns), width) };
}

function naturalWidths(jobs: readonly OtaJob[], columns: readonly string[]): number[] {
  return columns.map((column) =>
    Math.max(stringWidth(column), ...jobs.map((job) => stringWidth(cellOf(job, column)))),
  );
}

/** Takes from the widest column, again and again, until the sum fits. */
function shrink(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  while (total(widths) > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= least) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
}

function render(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  const table = new Table({
    chars: {
      ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
      ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
      ...{ left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "" },
      middle: " ".repeat(gap),
    },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colWidths: [...widths],
  });
  table.push(...rows.map((row) => [...row]));
  return `${table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}\n`;
}

/** The text of a cell. Control characters of a name must not reach the terminal, which would obey them. */
export function cellOf(job: OtaJob, column: string): string {
  const shown = columnReader(column, localTime)(job);
  if (shown === undefined || shown === null) return "-";
  return printable(typeof shown === "object" ? JSON.stringify(shown) : String(shown));
}

/** Replaces what a terminal would act on: control characters, and those that turn the direction of text. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

function styled(text: string, column: string, terminal: Terminal): string {
  if (column !== "status") return text;
  return terminal.style(text === "started" ? "green" : "dim", text);
}
