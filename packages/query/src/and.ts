import { checkedComparison } from "./comparison.ts";
import { type Condition, conditionOf, isCondition } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { invalidValue } from "./problem.ts";
import type { Table } from "./table.ts";

/** A condition that may be absent, as in `onlyRunning && otaJob.status.eq("started")`. */
export type MaybeCondition = Condition | false | null | undefined;

/** Joins conditions; for the public `and`, bound to a table. */
export function joinConditions(table: Table, conditions: readonly MaybeCondition[]): Condition | undefined {
  const comparisons = [];
  for (const condition of conditions) {
    if (condition === false || condition === null || condition === undefined) continue;
    if (isCondition(condition)) {
      comparisons.push(...condition.comparisons);
    } else if (Array.isArray((condition as Partial<Condition>).comparisons)) {
      // Made by another copy of the package, or by hand: trusted only after the same checks as any input.
      for (const { field, operator, value } of (condition as Condition).comparisons) {
        comparisons.push(checkedComparison(table, field, operator, value));
      }
    } else {
      throw new ExpressionError(
        invalidValue(
          `and() joins conditions, not ${typeof condition}. Parse a text with parseExpression() first.`,
        ),
      );
    }
  }
  return comparisons.length ? conditionOf(comparisons) : undefined;
}
