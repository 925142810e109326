import { checkedComparison } from "./comparison.ts";
import { type Condition, conditionOf } from "./condition.ts";
import type { FieldsOf } from "./fieldTypes.ts";
import type { Table } from "./table.ts";

/** One field of the builder, with every operator: which of them the field allows is decided by the table when called. */
function fieldOf(table: Table, path: string, members: object): object {
  const compare =
    (operator: string) =>
    (value: unknown): Condition =>
      conditionOf([checkedComparison(table, path, operator, value)]);
  return withUnknown(table, `${path}.`, {
    eq: compare("="),
    in: compare("in"),
    like: compare("like"),
    ...members,
  });
}

/**
 * A mistyped name gives a field too, whose operators throw an `ExpressionError` that suggests the right one;
 * without types, `undefined` and its TypeError would be all that a user sees. Standing behind the prototype, the
 * proxy costs nothing for names that exist.
 */
function withUnknown(table: Table, prefix: string, members: object): object {
  const unknown = new Proxy(Object.prototype, {
    get: (target, key, receiver) =>
      typeof key === "symbol" || key in target
        ? Reflect.get(target, key, receiver)
        : fieldOf(table, prefix + key, {}),
  });
  return Object.freeze(Object.setPrototypeOf(members, unknown));
}

/** Makes the builder's fields from a table. */
export function createFields<const T extends Table>(table: T): FieldsOf<T> {
  const paths = Object.keys(table);
  const membersOf = (prefix: string): object =>
    Object.fromEntries(
      paths
        .filter((path) => path.startsWith(prefix) && !path.includes(".", prefix.length))
        .map((path) => [path.slice(prefix.length), fieldOf(table, path, membersOf(`${path}.`))]),
    );
  return withUnknown(table, "", membersOf("")) as FieldsOf<T>;
}
