import type { Source } from "./document.ts";
import { literal } from "./literal.ts";
import { type Expression, type ExpressionField, resolve, type Schema, type SpecDocument } from "./spec.ts";

/** What an expression may say of one field path. */
export interface FieldRow {
  readonly operators: readonly string[];
  readonly property: string;
  readonly values?: readonly string[];
  readonly names?: readonly string[];
  readonly match?: "any" | "first";
}

/** The rows of one table: every field path that an expression may name. */
export type FieldTable = Readonly<Record<string, FieldRow>>;

/**
 * The tables of the query package, two for each request that takes an expression. What may be written (`fields`)
 * and where it is read (`fieldSources`) are apart, because only the evaluator needs the second: bundles without it
 * do not carry it.
 */
export function renderFields({ document }: Source): string {
  const { operatorNotAllowed } = jobSearch(document);
  const tables = Object.entries(readTables(document)).map(([schema, table]) =>
    renderTable(tableName(schema, "Fields"), table),
  );
  return `${tables.join("")}
/** The API's own answer to an operator that a field does not allow. */
export const operatorNotAllowed = ${literal(operatorNotAllowed.message)};
`;
}

function renderTable(constant: string, table: FieldTable): string {
  const rows = Object.entries(table);
  const written = rows.map(([path, { operators, values }]) => [path, { operators, values }]);
  const read = rows.map(([path, { property, names, match }]) => [path, { property, names, match }]);
  return `
/**
 * What an expression may name, from \`x-enos-expression\`: each field path with its operators, and its allowed
 * values if it has a closed list.
 */
export const ${constant} = ${literal(Object.fromEntries(written))} as const;

/**
 * Where the value of each field is read: the property of the job, and for names in several languages which are
 * read (\`any\`: each of them is tried; \`first\`: the first that the job has decides).
 */
export const ${constant.replace(/ields$/, "ieldSources")} = ${literal(Object.fromEntries(read))} as const;
`;
}

/** Every field table, by the name of the request schema whose expression it describes. */
export function readTables(document: SpecDocument): Readonly<Record<string, FieldTable>> {
  const tables: Record<string, FieldTable> = {};
  const schemas: Readonly<Record<string, Schema>> = document.components.schemas;
  for (const [name, { properties }] of Object.entries(schemas)) {
    const expression = properties?.["expression"]?.["x-enos-expression"];
    if (expression !== undefined) tables[name] = readTable(document, expression);
  }
  return tables;
}

/** `fields` for the search for jobs, `searchTaskFields` for a schema `SearchTaskRequest`. */
export function tableName(schema: string, what: string): string {
  if (schema === "SearchRequest") return `${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  return `${schema.charAt(0).toLowerCase()}${schema.slice(1).replace(/Request$/, "")}${what}`;
}

function jobSearch(document: SpecDocument): Expression {
  return document.components.schemas.SearchRequest.properties.expression["x-enos-expression"];
}

function readTable(document: SpecDocument, { record = "JobInfo", fields }: Expression): FieldTable {
  const rows: Record<string, FieldRow> = {};
  for (const [name, field] of Object.entries(fields)) {
    Object.assign(
      rows,
      field.localized ? localizedRows(name, field) : plainRow(document, record, name, field),
    );
  }
  return rows;
}

function plainRow(
  document: SpecDocument,
  record: string,
  name: string,
  { operators }: ExpressionField,
): FieldTable {
  const property = document.components.schemas[record]?.properties?.[name];
  if (property === undefined) {
    throw new Error(`spec: x-enos-expression names ${name}, which ${record} does not have`);
  }
  const values = resolve<{ readonly enum?: readonly (string | null)[] }>(document, property).enum?.filter(
    (value) => value !== null,
  );
  return { [name]: { operators, property: name, ...(values && { values }) } };
}

function localizedRows(name: string, { operators, localized }: ExpressionField): FieldTable {
  if (!localized) return {};
  const rows: Record<string, FieldRow> = {
    [name]: { operators, property: name, names: localized.any, match: "any" },
  };
  for (const [member, { fallback }] of Object.entries(localized.members)) {
    const names = fallback === undefined ? [member] : [member, fallback];
    rows[`${name}.${member}`] = { operators, property: name, names, match: "first" };
  }
  return rows;
}
