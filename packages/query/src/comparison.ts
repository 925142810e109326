import type { Comparison } from "./condition.ts";
import { refusal } from "./expressionError.ts";
import { emptyList, noList, operatorNotAllowed, unknownField, valueProblem } from "./messages.ts";
import { type Operator, takesList } from "./operators.ts";
import type { Rules } from "./rules.ts";
import { entryOf, type FieldEntry, type Value } from "./table.ts";

/**
 * Checks a comparison from outside (a builder call, an object filter, another copy of the package). Types cannot be
 * relied on here: JavaScript callers and parsed JSON come this way too.
 *
 * @throws ExpressionError for an unknown field, an operator that it does not allow, or a value that cannot be used
 */
export function checkedComparison(
  rules: Rules,
  field: unknown,
  operator: unknown,
  value: unknown,
): Comparison {
  const { table } = rules;
  const entry = entryOf(table, field);
  const path = String(field);
  if (!entry) throw refusal(unknownField(table, path));
  const allowed = entry.operators.find((one) => one === operator);
  if (!allowed) throw refusal(operatorNotAllowed(table, path, entry, String(operator)));
  if (!takesList(allowed))
    return comparisonOf(path, allowed, checkedValue(rules, path, entry, allowed, value));
  if (!Array.isArray(value)) throw refusal(noList(path, allowed, value));
  if (value.length === 0) throw refusal(emptyList(path));
  // Each element is read once: the list can change later, and that of a subclass can differ at every reading.
  const values: Value[] = [];
  const { length } = value;
  for (let i = 0; i < length; i++) values.push(checkedValue(rules, path, entry, allowed, value[i]));
  return comparisonOf(path, allowed, Object.freeze(values));
}

function checkedValue(
  rules: Rules,
  path: string,
  entry: FieldEntry,
  operator: Operator,
  value: unknown,
): Value {
  const problem = valueProblem(rules, path, entry, operator, value);
  if (problem) throw refusal(problem);
  return value as Value;
}

/** Makes a frozen comparison of parts that have been checked; a list must be frozen already. */
export function comparisonOf(field: string, operator: Operator, value: Value | readonly Value[]): Comparison {
  return Object.freeze({ field, operator, value }) as Comparison;
}
