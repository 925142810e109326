import { comparisonOf } from "./comparison.ts";
import type { Comparison } from "./condition.ts";
import { badValue, emptyList, operatorNotAllowed, unknownField, valueProblem } from "./problem.ts";
import { interruption, type Report, Scanner } from "./scanner.ts";
import type { SourceText } from "./sourceText.ts";
import { entryOf, type FieldEntry, type Operator, type Table } from "./table.ts";

/** Also operators that no field has, but that other endpoints know: they get a message of their own. */
const anyOperator = /^(?:in|like|[!<=>]+)$/;

/**
 * Reads an expression, in one pass and with one token of sight. If `report` does not throw, all problems are
 * found, and what is returned is of no use once there was one.
 */
export function readComparisons(table: Table, text: SourceText, report: Report): Comparison[] {
  const comparisons: Comparison[] = [];
  const at = new Scanner(text, report);
  /** Parentheses around conditions that are open; they are reported once and passed over. */
  let open = 0;
  for (;;) {
    try {
      for (; at.token === "("; at.next()) if (!open++) at.expect(["a field"]);
      comparisons.push(readComparison(at, table));
      for (; open && at.token === ")"; at.next()) open--;
      if (!endsCondition(at.token))
        at.fail(["and", "the end"], at.literal && "; put a quote in quotes of the other kind");
    } catch (error) {
      if (error !== interruption) throw error;
      while (!endsCondition(at.token)) at.next();
    }
    if (!at.token) return comparisons;
    // It is `and` or `or`, in any case.
    if (!at.token[2]) at.expect(["and"]);
    at.next();
  }
}

function endsCondition(token: string): boolean {
  return token === "and" || !token || /^(?:and|or)$/i.test(token);
}

function readComparison(at: Scanner, table: Table): Comparison {
  const field = at.token;
  const entry = entryOf(table, field);
  if (!entry) {
    if (!/^(?!(?:and|or|not|exists|in|like)$)\w/i.test(field)) at.fail(["a field"]);
    at.report(unknownField(table, field));
  }
  const operator = at.next().toLowerCase();
  if (!entry?.operators.includes(operator as Operator)) {
    if (!anyOperator.test(operator)) at.fail(entry?.operators ?? ["an operator"]);
    if (entry) at.report(operatorNotAllowed(field, entry, operator));
  }
  if (at.next() !== "(") {
    if (operator === "in") at.fail(["("], "; in takes a list: ('a')");
    return comparisonOf(field, operator, readValue(at, field, entry));
  }
  if (operator !== "in") at.expect(["a value in quotes"], "; only in takes a list");
  const values: string[] = [];
  do {
    if (at.next() === ")" && !values.length) at.report(badValue(field, emptyList));
    else values.push(readValue(at, field, entry));
  } while (at.token === ",");
  if (at.token !== ")") at.fail([",", ")"]);
  at.next();
  return comparisonOf(field, operator, Object.freeze(values));
}

function readValue(at: Scanner, field: string, entry: FieldEntry | undefined): string {
  const { literal } = at;
  if (literal === undefined) {
    return at.fail(
      ["a value in quotes"],
      /['"]/.test(at.token) ? ", never closed" : /^[\w\p{L}]/u.test(at.token) ? "; put it in quotes" : "",
    );
  }
  const problem = entry && valueProblem(field, entry, literal);
  if (problem) at.report(problem);
  at.next();
  return literal;
}
