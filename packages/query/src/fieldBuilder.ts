import { checkedComparison } from "./comparison.ts";
import { type Condition, conditionOf, printComparison } from "./condition.ts";
import type { FieldsOf } from "./fieldTypes.ts";
import { operatorSymbols, operators } from "./operators.ts";
import type { Rules } from "./rules.ts";
import type { Table } from "./table.ts";

/** Makes the builder's fields of a table. */
export function createFields<const T extends Table>(rules: Rules<T>): FieldsOf<T> {
  return fieldAt(rules, "") as FieldsOf<T>;
}

/**
 * A field with every operator (calling one checks whether the field allows it) and with the fields below it; for the
 * empty path, all fields. A name that does not exist leads to a field too, whose operators throw an `ExpressionError`
 * with the right names; without types, a TypeError about `undefined` would be all that a user sees. The proxy stands
 * behind the prototype, so that names that exist cost nothing.
 */
function fieldAt(rules: Rules, path: string): object {
  const prefix = path && `${path}.`;
  const field: Record<string, unknown> = {};
  if (path) {
    for (const operator of operatorSymbols) {
      field[operators[operator].method] = (value: unknown): Condition => {
        const comparison = checkedComparison(rules, path, operator, value);
        return conditionOf(rules, [comparison], printComparison(comparison));
      };
    }
  }
  for (const below of Object.keys(rules.table.fields)) {
    if (!below.startsWith(prefix)) continue;
    const [member = "", deeper] = below.slice(prefix.length).split(".");
    if (deeper === undefined) field[member] = fieldAt(rules, below);
  }
  const unknown = new Proxy(Object.prototype as Record<string | symbol, unknown>, {
    get: (inherited, name) =>
      name in inherited || typeof name === "symbol" ? inherited[name] : fieldAt(rules, prefix + name),
  });
  return Object.freeze(Object.setPrototypeOf(field, unknown));
}
