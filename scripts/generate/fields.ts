import type { Source } from "./document.ts";
import { literal } from "./literal.ts";
import { type ExpressionField, resolve, type SpecDocument } from "./spec.ts";

/** What an expression may say of one field path. */
export interface FieldRow {
  readonly operators: readonly string[];
  readonly property: string;
  readonly values?: readonly string[];
  readonly names?: readonly string[];
  readonly match?: "any" | "first";
}

/**
 * The tables of the query package. What may be written (`fields`) and where it is read (`fieldSources`) are apart,
 * because only the evaluator needs the second: bundles without it do not carry it.
 */
export function renderFields({ document }: Source): string {
  const { operatorNotAllowed } =
    document.components.schemas.SearchRequest.properties.expression["x-enos-expression"];
  const rows = Object.entries(readFields(document));
  const written = rows.map(([path, { operators, values }]) => [path, { operators, values }]);
  const read = rows.map(([path, { property, names, match }]) => [path, { property, names, match }]);
  return `
/**
 * What an expression may name, from \`x-enos-expression\`: each field path with its operators, and its allowed
 * values if it has a closed list.
 */
export const fields = ${literal(Object.fromEntries(written))} as const;

/**
 * Where the value of each field is read: the property of the job, and for names in several languages which are
 * read (\`any\`: each of them is tried; \`first\`: the first that the job has decides).
 */
export const fieldSources = ${literal(Object.fromEntries(read))} as const;

/** The API's own answer to an operator that a field does not allow. */
export const operatorNotAllowed = ${literal(operatorNotAllowed)} as const;
`;
}

/** Every field path that an expression may name. */
export function readFields(document: SpecDocument): Record<string, FieldRow> {
  const { fields } = document.components.schemas.SearchRequest.properties.expression["x-enos-expression"];
  const rows: Record<string, FieldRow> = {};
  for (const [name, field] of Object.entries(fields)) {
    Object.assign(rows, field.localized ? localizedRows(name, field) : plainRow(document, name, field));
  }
  return rows;
}

function plainRow(
  document: SpecDocument,
  name: string,
  { operators }: ExpressionField,
): Record<string, FieldRow> {
  const property = document.components.schemas.JobInfo.properties[name];
  if (property === undefined) {
    throw new Error(`spec: x-enos-expression names ${name}, which JobInfo does not have`);
  }
  const values = resolve<{ readonly enum?: readonly (string | null)[] }>(document, property).enum?.filter(
    (value) => value !== null,
  );
  return { [name]: { operators, property: name, ...(values && { values }) } };
}

function localizedRows(name: string, { operators, localized }: ExpressionField): Record<string, FieldRow> {
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
