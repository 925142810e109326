import { comparisonOf } from "./comparison.ts";
import type { Comparison } from "./condition.ts";
import { emptyList, operatorNotAllowed, type Problem, unknownField, valueProblem } from "./problem.ts";
import { Scanner } from "./scanner.ts";
import type { SourceText } from "./sourceText.ts";
import * as wrong from "./syntaxProblem.ts";
import { entryOf, type FieldEntry, type Operator, type Table } from "./table.ts";

/** Called for each problem. It may throw to stop at the first one. */
export type Report = (problem: Problem, offset: number) => void;

const [openParenthesis, closeParenthesis, comma, equals] = [40, 41, 44, 61] as const;

/** Operators that another endpoint or SQL knows; they get a message of their own. */
const known = /^(?:(?:not )?(?:in|like)|!=|<>|[<>]=?)$/;

/** Thrown behind a syntax problem that `report` has let pass: reading goes on with the next condition. */
const interruption = Symbol("interruption");

/**
 * Reads an expression in one pass. If `report` does not throw, all problems are found, and what is returned is of
 * no use once there was one.
 */
export function readComparisons(table: Table, text: SourceText, report: Report): Comparison[] {
  return new Parser(table, text, report).read();
}

class Parser extends Scanner {
  readonly #table: Table;
  readonly #report: Report;
  /** Opening parentheses before conditions, reported and then passed over. */
  #open = 0;

  constructor(table: Table, text: SourceText, report: Report) {
    super(text);
    this.#table = table;
    this.#report = report;
  }

  read(): Comparison[] {
    const comparisons: Comparison[] = [];
    do {
      try {
        comparisons.push(this.#comparison());
      } catch (error) {
        if (error !== interruption) throw error;
        this.#skipCondition();
      }
    } while (this.#and());
    return comparisons;
  }

  #comparison(): Comparison {
    this.space();
    for (; this.peek() === openParenthesis; this.space()) {
      if (!this.#open++) this.#report(wrong.undocumented("(", "Parentheses around conditions are"), this.at);
      this.at++;
    }
    const start = this.at;
    const field = this.word();
    const entry = entryOf(this.#table, field);
    if (!entry) this.#badField(field, start);
    this.space();
    const operatorAt = this.at;
    const operator = this.#operator(entry);
    if (entry && !entry.operators.includes(operator as Operator)) {
      this.#report(operatorNotAllowed(field, entry, operator), operatorAt);
    }
    this.space();
    return comparisonOf(field, operator, this.#value(field, entry, operator));
  }

  #badField(field: string, start: number): void {
    const keyword = field.toLowerCase();
    if (keyword === "not" || keyword === "exists")
      this.#fail(wrong.undocumented(field, `${keyword} is`), start);
    if (!field || /^(?:and|or|in|like)$/.test(keyword))
      this.#fail(wrong.missingField(this.text, start), start);
    this.#report(unknownField(this.#table, field), start);
  }

  /** The operator in lower case, perhaps one that no field allows. */
  #operator(entry: FieldEntry | undefined): string {
    const start = this.at;
    if (this.take(equals) && this.peek() !== equals) return "=";
    let operator = this.word().toLowerCase();
    if (operator === "not") {
      this.space();
      operator += ` ${this.word().toLowerCase()}`;
    }
    if (!operator) {
      operator = wrong.symbolAt(this.text, start);
      this.at = start + operator.length;
    }
    if (entry?.operators.includes(operator as Operator) || known.test(operator)) return operator;
    return this.#fail(
      wrong.missingOperator(this.text, start, entry?.operators ?? ["=", "in", "like"]),
      start,
    );
  }

  #value(field: string, entry: FieldEntry | undefined, operator: string): string | readonly string[] {
    const start = this.at;
    const isList = this.take(openParenthesis);
    const wantsList = operator.endsWith("in");
    if (isList !== wantsList) {
      if (!isList && !this.atQuote()) this.#fail(wrong.unexpected(this.text, start, ["("]), start);
      this.#report(wrong.listMismatch(this.text, start, operator), start);
    }
    if (!isList) return this.#literal(field, entry);
    const values: string[] = [];
    this.space();
    if (this.take(closeParenthesis)) this.#report(emptyList(field), start);
    else {
      do {
        this.space();
        values.push(this.#literal(field, entry));
        this.space();
      } while (this.take(comma));
      if (!this.take(closeParenthesis)) this.#fail(wrong.unexpected(this.text, this.at, [",", ")"]), this.at);
    }
    return values;
  }

  #literal(field: string, entry: FieldEntry | undefined): string {
    const start = this.at;
    const value = this.quoted();
    if (value === undefined) return this.#fail(wrong.missingValue(this.text, start), start);
    const problem = entry && valueProblem(field, entry, value);
    if (problem) this.#report(problem, start);
    return value;
  }

  /** Passes `and`, or what stands instead of it; false at the end. */
  #and(): boolean {
    for (this.space(); this.#open && this.take(closeParenthesis); this.space()) this.#open--;
    const start = this.at;
    if (start >= this.text.length) return false;
    const word = this.word().toLowerCase();
    if (word === "and") return true;
    if (word === "or") {
      this.#report(wrong.undocumented("or", "or is"), start);
      return true;
    }
    this.#report(wrong.missingAnd(this.text, start), start);
    this.at = start;
    this.#skipCondition();
    return this.#and();
  }

  /** Goes to the next `and` or `or` that stands in no literal, or to the end. */
  #skipCondition(): void {
    while (this.at < this.text.length) {
      const start = this.at;
      const word = this.word().toLowerCase();
      if (word === "and" || word === "or") {
        this.at = start;
        return;
      }
      if (this.atQuote()) this.quoted();
      else if (!word) this.at++;
    }
  }

  #fail(problem: Problem, offset: number): never {
    this.#report(problem, offset);
    this.at = offset;
    throw interruption;
  }
}
