import { checkedComparison } from "./comparison.ts";
import { type Condition, conditionOf } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { badValue } from "./problem.ts";
import type { Table } from "./table.ts";

/** A condition that may be absent, as in `onlyRunning && otaJob.status.eq("started")`. */
export type MaybeCondition = Condition | false | null | undefined;

/** Joins conditions; for the public `and`, bound to a table. */
export function joinConditions(table: Table, conditions: readonly MaybeCondition[]): Condition | undefined {
  const comparisons = conditions.flatMap((condition) => {
    if (condition === false || condition == null) return [];
    if (!Array.isArray(condition.comparisons)) {
      throw new ExpressionError(badValue("and()", `is ${typeof condition}, not a condition`));
    }
    // Checked again, because it may come from another copy of the package, or be made by hand.
    return condition.comparisons.map((one) => checkedComparison(table, one.field, one.operator, one.value));
  });
  return comparisons.length ? conditionOf(comparisons) : undefined;
}
