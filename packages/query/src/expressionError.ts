import type { ExpressionErrorReason, Problem } from "./problem.ts";

/** Where in a text a problem begins. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** The line of the text with a caret below the place. */
  readonly excerpt: string;
}

/**
 * An expression that cannot be built or parsed. The message says what is wrong and what to do; for a parsed text
 * it goes on with the line of the text and a caret. It quotes the expression, so treat it as the expression.
 */
export class ExpressionError extends Error {
  /** What kind of problem it is. */
  readonly reason: ExpressionErrorReason;
  /** Where the problem begins, in UTF-16 code units from 0; `undefined` when a builder and not a text is at fault. */
  readonly offset: number | undefined;
  /** The line, from 1; lines end at CR, LF or CR LF. `undefined` without a text. */
  readonly line: number | undefined;
  /** The column in UTF-16 code units, from 1. `undefined` without a text. */
  readonly column: number | undefined;
  /** What could have stood there: fields, operators, values or pieces of syntax. May be empty. */
  readonly expected: readonly string[];
  /** What stands there instead, cut when long; `end of expression` at the end. */
  readonly found: string | undefined;
  /** For `operator-not-allowed`: the message that the API gives with its code 99400. */
  readonly apiMessage: string | undefined;

  constructor(problem: Problem, place?: Place) {
    super(place ? `${problem.summary}\n${place.excerpt}` : problem.summary);
    this.name = "ExpressionError";
    this.reason = problem.reason;
    this.offset = place?.offset;
    this.line = place?.line;
    this.column = place?.column;
    this.expected = problem.expected ?? [];
    this.found = problem.found;
    this.apiMessage = problem.apiMessage;
  }
}
