import { comparisonOf } from "./comparison.ts";
import type { Comparison } from "./condition.ts";
import { noConnectiveAt, noField, operatorNotAllowedAt, unknownFieldAt } from "./diagnosis.ts";
import { type Operator, operatorSymbols } from "./operators.ts";
import type { Reading } from "./reading.ts";
import { noAlternatives, noOperator, unexpected } from "./syntaxMessages.ts";
import { entryOf, type FieldEntry, isConnective } from "./table.ts";
import { readRightSide } from "./values.ts";

// One pass with one token of lookahead. If the report of the reading does not throw, all problems are found, and what is
// returned is of no use once there was one. What is wrong where a rule is broken stands in diagnosis.ts.
// There are no alternatives and no groups, because no page of this search shows them: profile entries `or` and
// `parentheses`.

// expression = comparison , { connective , comparison } ;
export function readExpression(reading: Reading): Comparison[] {
  const { at } = reading;
  const { table } = reading.rules;
  const comparisons: Comparison[] = [];
  // How many parentheses around comparisons are open. They are reported once, then skipped.
  let openGroups = 0;
  let comparison: Comparison | undefined;
  for (;;) {
    for (; at.isMark("("); at.next()) {
      if (openGroups === 0) reading.problem(unexpected(["a field"], at.written));
      openGroups++;
    }
    comparison = readComparison(reading, comparison !== undefined);
    if (comparison) {
      comparisons.push(comparison);
      for (; openGroups > 0 && at.isMark(")"); at.next()) openGroups--;
      if (!reading.isComparisonOver()) reading.problem(noConnectiveAt(at, table));
    }
    // After a syntax problem, reading goes on with the next comparison.
    while (!reading.isComparisonOver()) at.next();
    if (at.kind === "end") return comparisons;
    if (!isConnective(table, at.token)) reading.problem(noAlternatives(table.connectives, at.token));
    at.next();
  }
}

/** A word that can only be a keyword, even where a field is expected. */
const keyword = /^(?:and|or|not|exists|in|like)$/i;

// comparison = field , operator , ( value | list ) ;
function readComparison(reading: Reading, follows: boolean): Comparison | undefined {
  const { at } = reading;
  const { table } = reading.rules;
  const path = at.token;
  const entry = at.kind === "word" ? entryOf(table, path) : undefined;
  if (!entry) {
    if (at.kind !== "word" || keyword.test(path)) return reading.fail(noField(at, table, follows));
    reading.problem(unknownFieldAt(at, table));
  }
  at.next();
  const operator = readOperator(reading, path, entry);
  const value = operator && readRightSide(reading, { path, entry, operator });
  return operator === undefined || value === undefined ? undefined : comparisonOf(path, operator, value);
}

/**
 * Stands behind the operator afterwards. An operator that the field does not allow is reported, but read. It may be
 * written in upper case: profile entry `upperCaseKeywords`.
 */
function readOperator(reading: Reading, path: string, entry: FieldEntry | undefined): Operator | undefined {
  const { at } = reading;
  const word = at.token.toLowerCase();
  const known = operatorSymbols.find((one) => one === word);
  if (!known && at.kind !== "sign") {
    return reading.fail(noOperator(entry?.operators ?? ["an operator"], at.written));
  }
  if (entry && !(known && entry.operators.includes(known))) {
    reading.problem(operatorNotAllowedAt(at, reading.rules.table, path, entry, known));
  }
  at.next();
  return known ?? "=";
}
