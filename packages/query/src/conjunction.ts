import { checkedComparison } from "./comparison.ts";
import {
  type Comparison,
  type Condition,
  conditionOf,
  isCheckedBy,
  joinTexts,
  printComparison,
} from "./condition.ts";
import { refusal } from "./expressionError.ts";
import { badValue, kindOf, shown } from "./messages.ts";
import type { Rules } from "./rules.ts";

/** A condition that may be absent, as in `onlyRunning && otaJob.status.eq("started")`. */
export type MaybeCondition = Condition | false | null | undefined;

/**
 * Joins conditions that must all hold; the `and` of a table. They may compare the same field: profile entry
 * `repeatedFields`.
 */
export function joinConditions(rules: Rules, conditions: readonly MaybeCondition[]): Condition | undefined {
  const comparisons: Comparison[] = [];
  const texts: string[] = [];
  conditions.forEach((condition, index) => {
    if (condition === false || condition === null || condition === undefined) return;
    // Read once: a getter could return something else the second time.
    const { comparisons: given } = condition;
    if (!Array.isArray(given)) throw refusal(noCondition(condition, index + 1));
    if (isCheckedBy(rules, condition)) {
      comparisons.push(...given);
      texts.push(String(condition));
      return;
    }
    // From another table or another copy of the package, or made by hand.
    for (let i = 0; i < given.length; i++) {
      const { field, operator, value } = Object(given[i]);
      const comparison = checkedComparison(rules, field, operator, value);
      comparisons.push(comparison);
      texts.push(printComparison(comparison));
    }
  });
  return comparisons.length ? conditionOf(rules, comparisons, joinTexts(rules, texts)) : undefined;
}

function noCondition(given: unknown, position: number): ReturnType<typeof badValue> {
  const what = `and() joins conditions, but argument ${position} is ${kindOf(given)}.`;
  return badValue(
    typeof given === "string"
      ? `${what} Parse it first: and(parseExpression("${shown(given)}")).`
      : `${what} A condition comes from a field's eq(), in() or like(), from where(), or from parsing a text.`,
  );
}
