import { type FieldRow, readTables } from "../source/fields.ts";
import type { Source } from "../source/source.ts";

/** The fields of a search for jobs with their operators and values, as a table for people. */
export function renderFieldList({ document }: Source): string {
  const rows = Object.entries(readTables(document)["SearchRequest"] ?? {}).map(([path, row]) => [
    `\`${path}\``,
    row.operators.map((operator) => `\`${operator}\``).join(", "),
    valuesOf(row),
  ]);
  return table(["field", "operators", "values"], rows);
}

function valuesOf({ type, values, names, match }: FieldRow): string {
  if (values) return values.map((value) => `\`${value}\``).join(" or ");
  if (names) {
    const quoted = names.map((name) => `\`${name}\``);
    return match === "any"
      ? `a part of ${quoted.join(" or ")}`
      : `a part of ${quoted.join(" or, if there is none, of ")}`;
  }
  if (type === "boolean") return "`true` or `false`";
  return type === "number" ? "any number" : "any text";
}

/** A Markdown table, aligned as people align theirs. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
