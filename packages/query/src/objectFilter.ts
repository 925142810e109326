import { checkedComparison } from "./comparison.ts";
import { type Comparison, type Condition, joinComparisons } from "./condition.ts";
import { refusal } from "./expressionError.ts";
import { badValue, kindOf, shown, unknownField } from "./messages.ts";
import type { Rules } from "./rules.ts";
import { entryOf } from "./table.ts";

/** Reads an object filter; the `where` of a table. */
export function readFilter(rules: Rules, filter: unknown): Condition {
  if (!isPlainObject(filter)) {
    throw refusal(
      badValue(`where() takes an object such as { status: "started" }, but was given ${kindOf(filter)}.`),
    );
  }
  const entries = Object.entries(filter);
  if (entries.length === 0) {
    throw refusal(
      badValue("where() was given an empty object. To find everything, search without an expression."),
    );
  }
  return joinComparisons(
    rules,
    entries.flatMap(([field, value]) => readField(rules, field, value)),
  );
}

/** Reads what the filter says about one field: a value, a list, or an object with operators. */
function readField(rules: Rules, field: string, value: unknown): readonly Comparison[] {
  if (!entryOf(rules.table, field)) throw refusal(unknownField(rules.table, field));
  if (Array.isArray(value)) return [checkedComparison(rules, field, "in", value)];
  if (!isPlainObject(value)) return [checkedComparison(rules, field, "=", value)];
  const comparisons = Object.entries(value);
  if (comparisons.length === 0) {
    throw refusal(
      badValue(
        `The filter for ${shown(field)} is an empty object. Give a value, a list, or { like: "text" }.`,
      ),
    );
  }
  return comparisons.map(([operator, one]) => checkedComparison(rules, field, operator, one));
}

/** Not a list, a Date, a URL or anything else that only happens to be an object. */
function isPlainObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}
