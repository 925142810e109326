import { cpus, totalmem } from "node:os";
import type { Curve, Row, Section, Table } from "./section.ts";

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

const marker = "<!-- results: written by `pnpm bench`, not by hand -->";

/** The text of a README with the results of a run below its marker, in place of those of the run before. */
export function withResults(readme: string, report: Report): string {
  const at = readme.indexOf(marker);
  if (at < 0) throw new Error(`README.md has no line "${marker}".`);
  return `${readme.slice(0, at)}${marker}\n\n${toMarkdown(report)}`;
}

function toMarkdown({ machine, node, quick, sections }: Report): string {
  const chapters = sections.map(({ title, method, tables, curves = [] }) =>
    [`## ${title}`, method, ...tables.map(tableToMarkdown), ...curves.map(curveToMarkdown)].join("\n\n"),
  );
  return `Machine: ${machine}. Node ${node}.${quick ? " A quick run: too few rounds for a claim." : ""}\n\n${chapters.join("\n\n")}\n`;
}

function tableToMarkdown(table: Table): string {
  const rows = table.rows.map(
    (row) =>
      `| ${row.name} | ${digits(row.median)} | ${ratioText(row, table.reference)} | ${row.note ?? ""} |`,
  );
  return `### ${table.title}

| | ${table.unit} | against ${table.reference} | |
| --- | --- | --- | --- |
${rows.join("\n")}`;
}

/** A claim is made only where the whole interval says so. */
function ratioText({ name, ratio, interval }: Row, reference: string): string {
  if (name === reference) return "reference";
  const text = `${ratio.toFixed(2)} ×`;
  if (interval === undefined) return text;
  const [low, high] = interval;
  const claim = low > 1 ? ", better" : high < 1 ? ", worse" : ", no difference shown";
  return `${text} (${low.toFixed(2)} to ${high.toFixed(2)}${claim})`;
}

function curveToMarkdown({ title, size, unit, lines, note }: Curve): string {
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map((point) => point.size)))];
  sizes.sort((a, b) => a - b);
  const rows = sizes.map((row) => {
    const cells = lines.map(({ points }) => points.find((point) => point.size === row)?.value);
    return `| ${row.toLocaleString("en")} | ${cells.map((cell) => (cell === undefined ? "" : digits(cell))).join(" | ")} |`;
  });
  return `### ${title}

| ${size} | ${lines.map(({ name }) => `${name} (${unit})`).join(" | ")} |
| ---${" | ---".repeat(lines.length)} |
${rows.join("\n")}${note === undefined ? "" : `\n\n${note}`}`;
}

function digits(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
