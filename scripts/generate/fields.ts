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

/** The field table of the query package. */
export function renderFields({ document }: Source): string {
  const { operatorNotAllowed } =
    document.components.schemas.SearchRequest.properties.expression["x-enos-expression"];
  return `
/**
 * What an expression may name, from \`x-enos-expression\`: each field path with its operators, the property of the
 * job it reads, its allowed values if it has a closed list, and for names in several languages which are read
 * (\`any\`: each of them is tried; \`first\`: the first that the job has decides).
 */
export const fields = ${literal(readFields(document))} as const;

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
