import { comparisonOf } from "./comparison.ts";
import type { Comparison } from "./condition.ts";
import {
  badValue,
  emptyList,
  operatorNotAllowed,
  type Problem,
  unknownField,
  valueProblem,
} from "./problem.ts";
import type { SourceText } from "./sourceText.ts";
import { unexpected } from "./syntax.ts";
import { entryOf, type FieldEntry, type Operator, type Table } from "./table.ts";

/** Called for each problem, in the order of the text. It may throw to stop at the first one. */
export type Report = (problem: Problem, offset: number) => void;

/** Also operators that no field has, but that other endpoints know: they get a message of their own. */
const anyOperator = /^(?:in|like|=|[!<>]=|<>?|>)$/;

const aField = ["a field"];
const aValue = ["a value in quotes"];

/** Thrown behind a syntax problem that `report` has let pass: reading goes on with the next condition. */
const interruption = Symbol("interruption");

/**
 * Reads an expression, in one pass and with one token of sight. If `report` does not throw, all problems are
 * found, and what is returned is of no use once there was one.
 */
export function readComparisons(table: Table, text: SourceText, report: Report): Comparison[] {
  const comparisons: Comparison[] = [];
  /** Where the token after this one may begin. */
  let at = 0;
  /** Where the token begins. */
  let start = 0;
  /** The token: a word, signs, one other character; of a literal just the opening quote; empty at the end. */
  let token = "";
  /** The value if the token is a literal that is closed. */
  let literal: string | undefined;
  /** Parentheses around conditions that are open; they are reported once and passed over. */
  let open = 0;

  function next(): void {
    let code = text.charCodeAt(at);
    while (code === 32 || (code >= 9 && code <= 13)) code = text.charCodeAt(++at);
    start = at;
    literal = undefined;
    if (code === 39 || code === 34) {
      token = code === 39 ? "'" : '"';
      const end = text.indexOf(token, start + 1);
      if (end >= 0) literal = text.slice(start + 1, end);
      at = end < 0 ? text.length : end + 1;
    } else {
      const kind = kindOf(code);
      if (at < text.length) at++;
      while (kind && kindOf(text.charCodeAt(at)) === kind) at++;
      token = text.slice(start, at);
    }
  }

  function fail(expected: readonly string[], advice?: string): never {
    report(unexpected(token, expected, advice), start);
    throw interruption;
  }

  function readValue(field: string, entry: FieldEntry | undefined): string {
    if (literal === undefined) {
      if (/['"]/.test(token)) fail(aValue, " that is never closed");
      fail(aValue, /^\w/.test(token) ? "; put it in quotes" : "");
    }
    const value = literal;
    const problem = entry && valueProblem(field, entry, value);
    if (problem) report(problem, start);
    next();
    return value;
  }

  function readList(field: string, entry: FieldEntry | undefined): string[] {
    const values: string[] = [];
    do {
      next();
      if (token === ")" && !values.length) report(badValue(field, emptyList), start);
      else values.push(readValue(field, entry));
    } while (token === ",");
    if (token !== ")") fail([",", ")"]);
    next();
    return values;
  }

  function readComparison(): Comparison {
    for (; token === "("; next()) if (!open++) report(unexpected(token, aField), start);
    const field = token;
    const entry = entryOf(table, field);
    if (!entry) {
      if (!/^(?!(?:and|or|not|exists|in|like)$)\w/i.test(field)) fail(aField);
      report(unknownField(table, field), start);
    }
    next();
    const operator = token.toLowerCase();
    if (!entry?.operators.includes(operator as Operator)) {
      if (!anyOperator.test(operator)) fail(entry?.operators ?? ["an operator"]);
      if (entry) report(operatorNotAllowed(field, entry, operator), start);
    }
    next();
    if (token !== "(") {
      if (operator === "in") fail(["("], "; in takes a list, also of one value: ('a')");
      return comparisonOf(field, operator, readValue(field, entry));
    }
    if (operator !== "in") report(unexpected(token, aValue, "; only in takes a list"), start);
    return comparisonOf(field, operator, readList(field, entry));
  }

  const atAnd = (): boolean => token === "and" || /^(?:and|or)?$/i.test(token);

  next();
  for (;;) {
    try {
      comparisons.push(readComparison());
      for (; open && token === ")"; next()) open--;
      if (!atAnd())
        fail(
          ["and", "the end"],
          literal === undefined ? "" : "; put a value that holds a quote in quotes of the other kind",
        );
    } catch (error) {
      if (error !== interruption) throw error;
      while (!atAnd()) next();
    }
    if (!token) return comparisons;
    // It is `and` or `or`, in any case.
    if (!token[2]) report(unexpected(token, ["and"]), start);
    next();
  }
}

/** What a character can be part of: 1 a word, 2 signs, 3 text that is not ASCII; 0: it stands alone. */
function kindOf(code: number): number {
  const letter = code | 32;
  if ((letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 46) return 1;
  if (code === 33 || (code >= 60 && code <= 62)) return 2;
  return code > 127 ? 3 : 0;
}
