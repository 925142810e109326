import { variableOf } from "../generate/emit/fields.ts";
import { type FieldRow, type FieldTable, readTables } from "../generate/source/fields.ts";
import type { SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/** Returns the changes of the expression language that `otaJob`, `where`, the parser and the evaluator implement. */
export function compareFields(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const [before, after] = [readTables(base), readTables(revision)];
  const changes: SpecChange[] = [];
  for (const schema of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compareTables(variableOf(schema), before[schema] ?? {}, after[schema] ?? {}, (impact, path, message) =>
      add(impact, `${extensionOf(schema)}/fields/${path.split(".")[0]}`, message),
    );
  }
  compareLanguage(base, revision, (impact, key, message) =>
    add(impact, `${extensionOf("SearchRequest")}/${key}`, message),
  );
  return changes;

  function add(impact: Impact, place: string, message: string): void {
    changes.push({ impact, message, place, packages: ["cli", "mock", "query"] });
  }
}

function extensionOf(schema: string): string {
  return `#/components/schemas/${schema}/properties/expression/x-enos-expression`;
}

type Add = (impact: Impact, path: string, message: string) => void;

function compareTables(variable: string, before: FieldTable, after: FieldTable, add: Add): void {
  const removed = Object.keys(before).filter((path) => !(path in after));
  const added = Object.keys(after).filter((path) => !(path in before));
  const [gone = "", come = ""] = [removed[0], added[0]];
  // Where several could be meant, nobody can tell which became which.
  const isRename =
    removed.length === 1 && added.length === 1 && meaningOf(before[gone]) === meaningOf(after[come]);
  if (isRename) {
    add(
      "breaking",
      come,
      `\`${variable}.${gone}\` is now named \`${variable}.${come}\`: rename it in code and expressions.`,
    );
  } else {
    for (const path of removed) {
      add(
        "breaking",
        path,
        `\`${variable}.${path}\` was removed: expressions can no longer name \`${path}\`.`,
      );
    }
    for (const path of added) {
      const methods = (after[path]?.operators ?? []).map((operator) => methodOf(variable, path, operator));
      add("additive", path, `Expressions can now name \`${path}\`, with ${methods.join(" and ")}.`);
    }
  }
  for (const [path, row] of Object.entries(after)) {
    const old = before[path];
    if (old !== undefined) compareRows(variable, path, old, row, add);
  }
}

/** What a row says but for its name. */
function meaningOf(row: FieldRow | undefined): string {
  const { property: _, ...meaning } = row ?? { property: "" };
  return JSON.stringify(meaning);
}

function compareRows(variable: string, path: string, old: FieldRow, row: FieldRow, add: Add): void {
  const field = `\`${variable}.${path}\``;
  for (const operator of without(old.operators, row.operators)) {
    add(
      "breaking",
      path,
      `${methodOf(variable, path, operator)} was removed: expressions can no longer compare \`${path}\` with \`${operator}\`.`,
    );
  }
  for (const operator of without(row.operators, old.operators)) {
    add(
      "additive",
      path,
      `${methodOf(variable, path, operator)} is new: expressions can compare \`${path}\` with \`${operator}\`.`,
    );
  }
  if (old.type !== row.type) {
    add(
      "breaking",
      path,
      `${field} is now compared with a ${row.type ?? "text"} (before: a ${old.type ?? "text"}).`,
    );
  }
  if (old.values === undefined && row.values !== undefined) {
    add("breaking", path, `${field} can now only be compared with ${quoted(row.values)}.`);
  } else if (old.values !== undefined && row.values === undefined) {
    add("additive", path, `${field} can now be compared with any value.`);
  } else {
    for (const value of without(old.values, row.values)) {
      add("breaking", path, `${field} can no longer be compared with '${value}': remove such conditions.`);
    }
    for (const value of without(row.values, old.values)) {
      add("additive", path, `${field} can now be compared with '${value}'.`);
    }
  }
  // The same expression now matches different jobs, which no compiler can detect.
  if (JSON.stringify([old.names, old.match]) !== JSON.stringify([row.names, row.match])) {
    add(
      "breaking",
      path,
      `${field} now reads ${readNames(row)} (before: ${readNames(old)}): the same expression may find other records.`,
    );
  }
}

function readNames({ names, match }: FieldRow): string {
  if (names === undefined) return "a plain text";
  return match === "any" ? `any of ${quoted(names)}` : `the first that is there of ${quoted(names)}`;
}

function methodOf(variable: string, path: string, operator: string): string {
  const method = operator === "=" ? "eq" : operator;
  return `\`${variable}.${path}.${method}()\``;
}

function compareLanguage(base: SpecDocument, revision: SpecDocument, add: Add): void {
  const [old, now] = [base, revision].map(
    (document) => document.components.schemas.SearchRequest.properties.expression["x-enos-expression"],
  );
  if (old?.connective !== now?.connective) {
    add(
      "breaking",
      "connective",
      `Conditions are now joined with \`${now?.connective}\` (before: \`${old?.connective}\`): compare conditions, not their texts.`,
    );
  }
  if (old?.operatorNotAllowed.code !== now?.operatorNotAllowed.code) {
    add(
      "breaking",
      "operatorNotAllowed",
      `The error code for an operator that a field does not allow is now ${now?.operatorNotAllowed.code} (before: ${old?.operatorNotAllowed.code}): check where you compare \`apiCode\`.`,
    );
  }
  if (old?.operatorNotAllowed.message !== now?.operatorNotAllowed.message) {
    add(
      "documentation",
      "operatorNotAllowed",
      "The API's message for an operator that a field does not allow was reworded (`ExpressionError.apiMessage`).",
    );
  }
}

function without(values: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  return values.filter((value) => !others.includes(value));
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ") || "none";
}
