import { type FieldTable, readTables } from "../source/fields.ts";
import type { Source } from "../source/source.ts";
import type { Expression, SpecDocument } from "../source/spec.ts";
import { literal } from "./literal.ts";

/**
 * The tables of the query package, two for each request that takes an expression. What may be written (`fields`)
 * and where it is read (`fieldSources`) are apart, because only the evaluator needs the second: bundles without it
 * do not carry it.
 */
export function renderFields({ document }: Source): string {
  const { connective, operatorNotAllowed } = jobSearch(document);
  const tables = Object.entries(readTables(document)).map(([schema, table]) =>
    renderTable(tableName(schema, "Fields"), table),
  );
  return `${tables.join("")}
/** The word between conditions that must all hold. */
export const connective = ${literal(connective)};

/** The API's own message for an operator that a field does not allow. */
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

/** `fields` for the search for jobs, `searchTaskFields` for a schema `SearchTaskRequest`. */
export function tableName(schema: string, what: string): string {
  if (schema === "SearchRequest") return `${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  return `${schema.charAt(0).toLowerCase()}${schema.slice(1).replace(/Request$/, "")}${what}`;
}

function jobSearch(document: SpecDocument): Expression {
  return document.components.schemas.SearchRequest.properties.expression["x-enos-expression"];
}
