import { type FieldRow, type FieldTable, readTables } from "../generate/source/fields.ts";
import type { SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/** Returns the changes of the expression language that `otaJob`, `where`, the parser and the evaluator implement. */
export function compareFields(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const [before, after] = [readTables(base), readTables(revision)];
  const changes: SpecChange[] = [];
  for (const schema of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compareTables(before[schema] ?? {}, after[schema] ?? {}, (impact, path, message) =>
      add(impact, `${extensionOf(schema)}/fields/${path.split(".")[0]}`, message),
    );
  }
  compareLanguage(base, revision, (impact, key, message) =>
    add(impact, `${extensionOf("SearchRequest")}/${key}`, message),
  );
  return changes;

  function add(impact: Impact, place: string, message: string): void {
    changes.push({ impact, message, place, packages: ["query", "mock"] });
  }
}

function extensionOf(schema: string): string {
  return `#/components/schemas/${schema}/properties/expression/x-enos-expression`;
}

type Add = (impact: Impact, path: string, message: string) => void;

function compareTables(before: FieldTable, after: FieldTable, add: Add): void {
  for (const path of Object.keys(before)) {
    if (!(path in after)) add("breaking", path, `Expressions can no longer use the field \`${path}\`.`);
  }
  for (const [path, row] of Object.entries(after)) {
    const old = before[path];
    if (old === undefined) add("additive", path, `Expressions can now use the field \`${path}\`.`);
    else compareRows(path, old, row, add);
  }
}

function compareRows(path: string, old: FieldRow, row: FieldRow, add: Add): void {
  for (const operator of without(old.operators, row.operators)) {
    add("breaking", path, `\`${path}\` no longer supports the operator \`${operator}\`.`);
  }
  for (const operator of without(row.operators, old.operators)) {
    add("additive", path, `\`${path}\` now supports the operator \`${operator}\`.`);
  }
  if (old.values === undefined && row.values !== undefined) {
    add("breaking", path, `\`${path}\` now accepts only ${quoted(row.values)}.`);
  } else if (old.values !== undefined && row.values === undefined) {
    add("additive", path, `\`${path}\` now accepts any value.`);
  } else {
    for (const value of without(old.values, row.values)) {
      add("breaking", path, `\`${path}\` no longer accepts the value '${value}'.`);
    }
    for (const value of without(row.values, old.values)) {
      add("additive", path, `\`${path}\` now accepts the value '${value}'.`);
    }
  }
  // The same expression now matches different jobs, which no compiler can detect.
  if (JSON.stringify([old.names, old.match]) !== JSON.stringify([row.names, row.match])) {
    add(
      "breaking",
      path,
      `The names that \`${path}\` is compared with changed to ${quoted(row.names ?? [])} (match: ${row.match ?? "plain value"}).`,
    );
  }
}

function compareLanguage(base: SpecDocument, revision: SpecDocument, add: Add): void {
  const [old, now] = [base, revision].map(
    (document) => document.components.schemas.SearchRequest.properties.expression["x-enos-expression"],
  );
  if (old?.connective !== now?.connective) {
    add(
      "breaking",
      "connective",
      `Conditions are now joined with \`${now?.connective}\` instead of \`${old?.connective}\`.`,
    );
  }
  if (old?.operatorNotAllowed.code !== now?.operatorNotAllowed.code) {
    add(
      "breaking",
      "operatorNotAllowed",
      `The API now rejects an operator that is not allowed with code ${now?.operatorNotAllowed.code}.`,
    );
  }
  if (old?.operatorNotAllowed.message !== now?.operatorNotAllowed.message) {
    add(
      "documentation",
      "operatorNotAllowed",
      "The API's message for an operator that is not allowed was reworded.",
    );
  }
}

function without(values: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  return values.filter((value) => !others.includes(value));
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ") || "none";
}
