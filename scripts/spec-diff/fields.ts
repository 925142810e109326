import { type FieldRow, type FieldTable, readTables } from "../generate/source/fields.ts";
import type { SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/** The changes of the expression language: what `otaJob`, `where`, the parser and the evaluator accept and do. */
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
    if (!(path in after)) add("breaking", path, `Expressions can no longer name \`${path}\`.`);
  }
  for (const [path, row] of Object.entries(after)) {
    const old = before[path];
    if (old === undefined) add("additive", path, `Expressions can name \`${path}\`.`);
    else compareRows(path, old, row, add);
  }
}

function compareRows(path: string, old: FieldRow, row: FieldRow, add: Add): void {
  for (const operator of without(old.operators, row.operators)) {
    add("breaking", path, `\`${path}\` no longer takes the operator \`${operator}\`.`);
  }
  for (const operator of without(row.operators, old.operators)) {
    add("additive", path, `\`${path}\` takes the operator \`${operator}\`.`);
  }
  if (old.values === undefined && row.values !== undefined) {
    add("breaking", path, `\`${path}\` takes only ${quoted(row.values)}.`);
  } else if (old.values !== undefined && row.values === undefined) {
    add("additive", path, `\`${path}\` takes any value.`);
  } else {
    for (const value of without(old.values, row.values)) {
      add("breaking", path, `\`${path}\` no longer takes the value '${value}'.`);
    }
    for (const value of without(row.values, old.values)) {
      add("additive", path, `\`${path}\` takes the value '${value}'.`);
    }
  }
  // The same expression now finds other jobs, and no compiler says so.
  if (JSON.stringify([old.names, old.match]) !== JSON.stringify([row.names, row.match])) {
    add(
      "breaking",
      path,
      `\`${path}\` reads other names: ${quoted(row.names ?? [])}, ${row.match ?? "as it is"}.`,
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
      `Expressions are joined with \`${now?.connective}\`, no longer \`${old?.connective}\`.`,
    );
  }
  if (old?.operatorNotAllowed.code !== now?.operatorNotAllowed.code) {
    add(
      "breaking",
      "operatorNotAllowed",
      `A refused operator is answered with code ${now?.operatorNotAllowed.code}.`,
    );
  }
  if (old?.operatorNotAllowed.message !== now?.operatorNotAllowed.message) {
    add("documentation", "operatorNotAllowed", "The API's sentence for a refused operator was reworded.");
  }
}

function without(values: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  return values.filter((value) => !others.includes(value));
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ") || "none";
}
