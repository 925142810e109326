import type { ExpressionErrorReason, Problem } from "./problem.ts";

/** Where in a text a problem begins. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/**
 * An expression that cannot be built or parsed. The message says what is wrong and what to do; for a parsed text
 * it goes on with the line of the text and a caret. It quotes the expression, so treat it as the expression.
 */
export class ExpressionError extends Error {
  /** What kind of problem it is. */
  declare readonly reason: ExpressionErrorReason;
  /** The message without the line of the text. */
  declare readonly summary: string;
  /** What could have stood there: fields, operators, values or pieces of syntax. May be empty. */
  declare readonly expected: readonly string[];
  /** What stands there instead, cut when long; `the end` at the end of the text. */
  declare readonly found: string | undefined;
  /** For `operator-not-allowed`: the message that the API gives with its code 99400. */
  declare readonly apiMessage: string | undefined;
  /** Where the problem begins, in UTF-16 code units from 0. `undefined` when there is no text: a builder is at fault. */
  declare readonly offset: number | undefined;
  /** The line, from 1; lines end at CR, LF or CR LF. `undefined` without a text. */
  declare readonly line: number | undefined;
  /** The column in UTF-16 code units, from 1. `undefined` without a text. */
  declare readonly column: number | undefined;
  /** The line of the text, cut when long, with a caret below the place. `undefined` without a text. */
  declare readonly excerpt: string | undefined;

  constructor(problem: Problem, place?: Place) {
    super(problem.summary + (place ? `\n${place.excerpt}` : ""));
    Object.assign(this, problem, place, { name: "ExpressionError" });
  }
}
