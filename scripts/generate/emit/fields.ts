import { type FieldRow, type FieldTable, propertyOf, readExpressions, readTables } from "../source/fields.ts";
import type { Source } from "../source/source.ts";
import type { Expression, SpecDocument } from "../source/spec.ts";
import { literal } from "./literal.ts";
import { withoutTags } from "./prose.ts";

/** One table for each request that takes an expression, with the types of its builder, filter and records. */
export function renderFields({ document }: Source): string {
  const tables = readTables(document);
  const rendered = [...readExpressions(document)].map(([schema, expression]) =>
    renderTable(document, schema, expression, tables[schema] ?? {}),
  );
  return `import type { LikeFilter, SupportsEq, SupportsIn, SupportsLike } from "../fieldTypes.ts";
import type { LocalizedText } from "../table.ts";
${rendered.join("")}`;
}

/** `fieldSources` for the search for jobs, `searchTaskFieldSources` for a schema `SearchTaskRequest`. */
export function tableName(schema: string, what: string): string {
  if (schema === "SearchRequest") return `${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  return `${schema.charAt(0).toLowerCase()}${schema.slice(1).replace(/Request$/, "")}${what}`;
}

/** The name of the fields that users write: `otaJob`, or `otaTask` for `SearchTaskRequest`. */
export function variableOf(schema: string): string {
  return `ota${recordName(schema)}`;
}

/** What a search finds: `Task` for `SearchTaskRequest`. The search for jobs is the one that the API names without it. */
function recordName(schema: string): string {
  return schema.replace(/^Search/, "").replace(/Request$/, "") || "Job";
}

function renderTable(
  document: SpecDocument,
  schema: string,
  expression: Expression,
  fields: FieldTable,
): string {
  const { connective, operatorNotAllowed } = expression;
  const rows = Object.fromEntries(
    Object.entries(fields).map(([path, { property: _, ...row }]) => [path, row]),
  );
  const table = { connectives: [connective], operatorNotAllowed, fields: rows };
  const record = recordName(schema);
  return `
/** What an expression of ${schema} may say, from \`x-enos-expression\` of the spec. */
export const ota${record}Table = ${literal(table)} as const;

/** The fields that a search for OTA ${record.toLowerCase()}s can filter by, each with the operators that the API allows. */
export interface Ota${record}Fields {
${renderMembers(fields, (path, row) => `${describe(document, expression, path, row)}readonly ${memberOf(path)}: ${fieldType(fields, path, row)};`)}
}

/** A filter for OTA ${record.toLowerCase()}s as an object: a value means \`=\`, a list means \`in\`; all of them must hold. */
export interface Ota${record}Filter {
${Object.entries(fields)
  .map(
    ([path, row]) =>
      `${describe(document, expression, path, row)}readonly ${JSON.stringify(path)}?: ${filterType(row)};`,
  )
  .join("\n")}
}

/** The part of an OTA ${record.toLowerCase()} that a condition reads; a record of the API fits. */
export interface SearchableOta${record} {
${renderMembers(fields, (path, row) => `readonly ${path}?: ${row.names ? "LocalizedText" : (row.type ?? "string")} | null | undefined;`)}
}
`;
}

/** A member for each field that is not part of another. */
function renderMembers(fields: FieldTable, render: (path: string, row: FieldRow) => string): string {
  return Object.entries(fields)
    .filter(([path]) => !path.includes("."))
    .map(([path, row]) => render(path, row))
    .join("\n");
}

function memberOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function fieldType(fields: FieldTable, path: string, row: FieldRow): string {
  const methods: Readonly<Record<string, string>> = {
    "=": `SupportsEq<${valueType(row)}>`,
    in: `SupportsIn<${valueType(row)}>`,
    like: "SupportsLike",
  };
  const members = Object.entries(fields)
    .filter(([other]) => other.startsWith(`${path}.`))
    .map(
      ([other, member]) =>
        `/** ${languageText(member)} */ readonly ${memberOf(other)}: ${fieldType(fields, other, member)};`,
    );
  const types = row.operators.map((operator) => methods[operator] ?? unknownOperator(path, operator));
  return [...types, ...(members.length ? [`{ ${members.join("\n")} }`] : [])].join(" & ");
}

function filterType(row: FieldRow): string {
  const forms: Readonly<Record<string, string>> = {
    "=": valueType(row),
    in: `readonly ${row.values ? `(${valueType(row)})` : valueType(row)}[]`,
    like: "LikeFilter",
  };
  return row.operators.map((operator) => forms[operator]).join(" | ");
}

function unknownOperator(path: string, operator: string): never {
  throw new Error(
    `spec: x-enos-expression allows ${operator} for ${path}; packages/query/src/operators.ts knows only =, in and like`,
  );
}

function valueType({ type, values }: FieldRow): string {
  return values ? values.map((value) => JSON.stringify(value)).join(" | ") : (type ?? "string");
}

/** The doc comment of a field: the first sentence of its description, and the operators. */
function describe(document: SpecDocument, expression: Expression, path: string, row: FieldRow): string {
  const { description = "" } = propertyOf(document, expression.record, row.property) ?? {};
  const [sentence] = withoutTags(description).match(/^[^.]*\./) ?? [""];
  const text = path.includes(".") ? `${sentence} ${languageText(row)}` : sentence;
  return `/** ${text} Compared with ${row.operators.map((operator) => `\`${operator}\``).join(" or ")}. */\n`;
}

/** Which of the texts of a name a field such as `name.zh_CN` reads. */
function languageText({ names: [name, fallback] = [] }: FieldRow): string {
  return fallback === undefined
    ? `Its \`${name}\`.`
    : `Its \`${name}\` or, where that is missing, its \`${fallback}\`.`;
}
