import { checkedComparison } from "./comparison.ts";
import { type Condition, conditionOf } from "./condition.ts";
import type { FieldsOf } from "./fieldTypes.ts";
import type { Table } from "./table.ts";

/** Makes the builder's fields from a table. */
export function createFields<const T extends Table>(table: T): FieldsOf<T> {
  return fieldAt(table, "") as FieldsOf<T>;
}

/**
 * A field with every operator (calling one checks whether the field allows it) and with the fields below it; for
 * the empty path, all fields. A mistyped name gives a field too, whose operators throw an `ExpressionError` that
 * lists the right ones; without types, `undefined` and its TypeError would be all that a user sees. The proxy
 * stands behind the prototype, so that it costs nothing for names that exist.
 */
function fieldAt(table: Table, path: string): object {
  const prefix = path && `${path}.`;
  const compare =
    (operator: string) =>
    (value: unknown): Condition =>
      conditionOf([checkedComparison(table, path, operator, value)]);
  const field: Record<string, unknown> = path
    ? { eq: compare("="), in: compare("in"), like: compare("like") }
    : {};
  for (const name of Object.keys(table)) {
    const [member = "", deeper] = name.startsWith(prefix) ? name.slice(prefix.length).split(".") : [];
    if (member && !deeper) field[member] = fieldAt(table, name);
  }
  const unknown = new Proxy(Object.prototype as Record<string | symbol, unknown>, {
    get: (target, key) =>
      key in target || typeof key === "symbol" ? target[key] : fieldAt(table, prefix + key),
  });
  return Object.freeze(Object.setPrototypeOf(field, unknown));
}
