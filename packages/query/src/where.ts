import { checkedComparison } from "./comparison.ts";
import { type Condition, conditionOf } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { invalidValue } from "./problem.ts";
import type { Table } from "./table.ts";

/** Reads an object filter; for the public `where`, bound to a table. */
export function readFilter(table: Table, filter: object): Condition {
  const comparisons = Object.entries(filter).map(([field, value]: [string, unknown]) => {
    if (typeof value !== "object" || value === null) return checkedComparison(table, field, "=", value);
    if (Array.isArray(value)) return checkedComparison(table, field, "in", value);
    const [operator = "", ...others] = Object.keys(value);
    if (others.length)
      throw new ExpressionError(invalidValue(`The filter for ${field} names more than one operator.`));
    return checkedComparison(table, field, operator, (value as Record<string, unknown>)[operator]);
  });
  if (!comparisons.length) {
    throw new ExpressionError(
      invalidValue("The filter is empty. To search without a condition, leave out `expression`."),
    );
  }
  return conditionOf(comparisons);
}
