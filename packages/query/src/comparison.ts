import type { Comparison } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import {
  emptyList,
  invalidValue,
  operatorNotAllowed,
  type Problem,
  unknownField,
  valueProblem,
} from "./problem.ts";
import { entryOf, type Operator, type Table } from "./table.ts";

/**
 * Checks a comparison from outside (a builder call, an object filter, another copy of the package) against the
 * table. Types cannot be relied on here: JavaScript callers and parsed JSON come this way too.
 *
 * @throws ExpressionError for an unknown field, an operator that it does not allow or a value that cannot be used
 */
export function checkedComparison(table: Table, field: string, operator: string, value: unknown): Comparison {
  const entry = entryOf(table, field);
  if (!entry) throw new ExpressionError(unknownField(table, field));
  if (!entry.operators.includes(operator as Operator)) {
    throw new ExpressionError(operatorNotAllowed(field, entry, operator));
  }
  if (operator !== "in") {
    refuse(valueProblem(field, entry, value));
    return comparisonOf(field, operator, value as string);
  }
  if (!Array.isArray(value)) {
    throw new ExpressionError(invalidValue(`in compares ${field} with a list of values: pass an array.`));
  }
  // Copied before it is checked: the caller may change his list later.
  const values: unknown[] = [...value];
  if (!values.length) throw new ExpressionError(emptyList(field));
  for (const one of values) refuse(valueProblem(field, entry, one));
  return comparisonOf(field, operator, values as string[]);
}

/** Makes a frozen comparison of parts that have been checked. The list of `in` is frozen too. */
export function comparisonOf(field: string, operator: string, value: string | readonly string[]): Comparison {
  return Object.freeze({ field, operator, value: Object.freeze(value) }) as Comparison;
}

function refuse(problem: Problem | undefined): void {
  if (problem) throw new ExpressionError(problem);
}
