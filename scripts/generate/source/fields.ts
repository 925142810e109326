import {
  type Expression,
  type ExpressionField,
  type Property,
  resolve,
  type Schema,
  type SpecDocument,
} from "./spec.ts";

/** What an expression may say of one field path. */
export interface FieldRow {
  readonly operators: readonly string[];
  /** The property of the record that is read. */
  readonly property: string;
  /** How its values are written; text where absent. */
  readonly type?: "number" | "boolean";
  /** The allowed values; absent where any value is allowed. */
  readonly values?: readonly string[];
  /** Of a text in several languages: the languages that are read. */
  readonly names?: readonly string[];
  /** `any`: each language is tried; `first`: the first that the record has decides. */
  readonly match?: "any" | "first";
}

/** The rows of one table: every field path that an expression may name. */
export type FieldTable = Readonly<Record<string, FieldRow>>;

/** Every `x-enos-expression`, by the name of the request schema that has it. */
export function readExpressions(document: SpecDocument): ReadonlyMap<string, Expression> {
  const schemas: Readonly<Record<string, Schema>> = document.components.schemas;
  return new Map(
    Object.entries(schemas).flatMap(([name, { properties }]) => {
      const expression = properties?.["expression"]?.["x-enos-expression"];
      return expression === undefined ? [] : [[name, expression] as const];
    }),
  );
}

/** Every field table, by the name of the request schema whose expression it describes. */
export function readTables(document: SpecDocument): Readonly<Record<string, FieldTable>> {
  return Object.fromEntries(
    [...readExpressions(document)].map(([name, expression]) => [name, readTable(document, expression)]),
  );
}

function readTable(document: SpecDocument, { record, fields }: Expression): FieldTable {
  const rows: Record<string, FieldRow> = {};
  for (const [name, field] of Object.entries(fields)) {
    Object.assign(
      rows,
      field.localized ? localizedRows(name, field) : plainRow(document, record, name, field),
    );
  }
  return rows;
}

/** The property of a record that a field reads, its reference resolved; `undefined` if the record has none. */
export function propertyOf(document: SpecDocument, record: string, name: string): Property | undefined {
  const schema: Schema | undefined = document.components.schemas[record];
  const property = schema?.properties?.[name];
  return property === undefined ? undefined : resolve(document, property);
}

function plainRow(
  document: SpecDocument,
  record: string,
  name: string,
  { operators }: ExpressionField,
): FieldTable {
  const property = propertyOf(document, record, name);
  const values = property?.enum?.filter((value) => value !== null);
  const type = literalType(property);
  return {
    [name]: {
      operators,
      property: name,
      ...(type !== undefined && { type }),
      ...(values && { values: values.map(String) }),
    },
  };
}

/** How values are written in an expression: texts in quotes (`undefined`), numbers and booleans without. */
function literalType(property: Property | undefined): "number" | "boolean" | undefined {
  const types = [property?.type ?? []].flat();
  if (types.includes("boolean")) return "boolean";
  return types.includes("integer") || types.includes("number") ? "number" : undefined;
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
