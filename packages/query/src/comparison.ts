import type { Comparison } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { badValue, emptyList, operatorNotAllowed, unknownField, valueProblem } from "./problem.ts";
import { entryOf, type Operator, type Table } from "./table.ts";

/**
 * Checks a comparison from outside (a builder call, an object filter, another copy of the package) against the
 * table. Types cannot be relied on here: JavaScript callers and parsed JSON come this way too.
 *
 * @throws ExpressionError for an unknown field, an operator that it does not allow or a value that cannot be used
 */
export function checkedComparison(table: Table, field: string, operator: string, value: unknown): Comparison {
  const entry = entryOf(table, field);
  // Copied before it is checked: the caller may change his list later.
  const values: unknown[] = operator !== "in" ? [value] : Array.isArray(value) ? [...value] : [];
  const problem = !entry
    ? unknownField(table, field)
    : !entry.operators.includes(operator as Operator)
      ? operatorNotAllowed(field, entry, operator)
      : values.length
        ? values.map((one) => valueProblem(field, entry, one)).find((one) => one)
        : badValue(field, emptyList);
  if (problem) throw new ExpressionError(problem);
  return comparisonOf(
    field,
    operator,
    (operator === "in" ? Object.freeze(values) : value) as string | string[],
  );
}

/** Makes a frozen comparison of parts that have been checked; the list of `in` must be frozen already. */
export function comparisonOf(field: string, operator: string, value: string | readonly string[]): Comparison {
  return Object.freeze({ field, operator, value }) as Comparison;
}
