import { cpus, totalmem } from "node:os";
import type { Curve, Section, Table } from "./section.ts";

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

/** The report as Markdown; `charts` holds the path of the picture of each curve. */
export function toMarkdown(report: Report, charts: ReadonlyMap<Curve, string>): string {
  const chapters = report.sections.map(({ title, method, tables, curves = [] }) =>
    [
      `## ${title}\n\n${method}`,
      ...tables.map((table) => tableToMarkdown(table)),
      ...curves.map((curve) => curveToMarkdown(curve, charts.get(curve))),
    ].join("\n\n"),
  );
  return `# Benchmarks

Written by \`pnpm bench${report.quick ? " --quick" : ""}\`; do not edit. Medians, with the range of the rounds in brackets; rounds are interleaved and
warmed up. Ratios are what can be trusted: client and server share one machine. A ratio above 1 is better than the
reference. The rows that we lose stand here too.

Machine: ${report.machine}. Node ${report.node}.

${chapters.join("\n\n")}
`;
}

function tableToMarkdown(table: Table): string {
  const rows = table.rows.map(
    ({ name, median, min, max, ratio, note }) =>
      `| ${name} | ${digits(median)} [${digits(min)} … ${digits(max)}] | ${name === table.reference ? "reference" : `${ratio.toFixed(2)} ×`} | ${note ?? ""} |`,
  );
  return `### ${table.title}

| | ${table.unit} | against ${table.reference} | |
| --- | --- | --- | --- |
${rows.join("\n")}`;
}

function curveToMarkdown({ title, size, unit, lines, note }: Curve, chart: string | undefined): string {
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map((point) => point.size)))];
  sizes.sort((a, b) => a - b);
  const rows = sizes.map((row) => {
    const cells = lines.map(({ points }) => points.find((point) => point.size === row)?.value);
    return `| ${row.toLocaleString("en")} | ${cells.map((cell) => (cell === undefined ? "" : digits(cell))).join(" | ")} |`;
  });
  return `### ${title}

| ${size} | ${lines.map(({ name }) => `${name} (${unit})`).join(" | ")} |
| ---${" | ---".repeat(lines.length)} |
${rows.join("\n")}${note === undefined ? "" : `\n\n${note}`}${image(title, chart)}`;
}

function image(title: string, chart: string | undefined): string {
  return chart === undefined ? "" : `\n\n![${title}](${chart})`;
}

function digits(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
