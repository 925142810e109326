import { cpus, totalmem } from "node:os";
import type { Section, Table } from "./section.ts";

/** Everything that one run has measured, as written to the JSON file. */
export interface Report {
  readonly machine: string;
  readonly node: string;
  readonly quick: boolean;
  readonly sections: readonly Section[];
}

/** The machine in one line. */
export function describeMachine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`;
}

/** The report as Markdown; `charts` gives the path of each table's chart. */
export function toMarkdown(report: Report, charts: ReadonlyMap<Table, string>): string {
  const chapters = report.sections.map(
    ({ title, method, tables }) =>
      `## ${title}\n\n${method}\n\n${tables.map((table) => tableToMarkdown(table, charts.get(table))).join("\n\n")}`,
  );
  return `# Benchmarks

Written by \`pnpm bench${report.quick ? " --quick" : ""}\`; do not edit. Medians, with the range of the rounds in brackets; rounds are interleaved and
warmed up. Ratios are what can be trusted: client and server share one machine. A ratio above 1 is better than the
reference. The rows that we lose stand here too.

Machine: ${report.machine}. Node ${report.node}.

${chapters.join("\n\n")}
`;
}

function tableToMarkdown(table: Table, chart: string | undefined): string {
  const rows = table.rows.map(
    ({ name, median, min, max, ratio, note }) =>
      `| ${name} | ${digits(median)} [${digits(min)} … ${digits(max)}] | ${name === table.reference ? "reference" : `${ratio.toFixed(2)} ×`} | ${note ?? ""} |`,
  );
  return `### ${table.title}

| | ${table.unit} | against ${table.reference} | |
| --- | --- | --- | --- |
${rows.join("\n")}${chart === undefined ? "" : `\n\n![${table.title}](${chart})`}`;
}

function digits(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}
