import type { ExpressionErrorReason, ExpressionFix, Problem } from "./problem.ts";

/** A part of a text. */
export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/** One problem of an expression, as `checkExpression` lists them. An `ExpressionError` has the same members. */
export interface ExpressionProblem {
  /** What is wrong and what to do; for a text followed by its line with a caret. It quotes the expression. */
  readonly message: string;
  /** The message without the line of the text. */
  readonly summary: string;
  /** What kind of problem it is. */
  readonly reason: ExpressionErrorReason;
  /** `warning` only where they were asked for: an expression that is right, but risky. */
  readonly severity: "error" | "warning";
  /** What could stand there: fields, operators, values or pieces of syntax. May be empty. */
  readonly expected: readonly string[];
  /** What stands there instead, cut when long; `the end` at the end of the text. */
  readonly found?: string;
  /** Changes of the text that would remove the problem, the likeliest first. May be empty. */
  readonly fixes: readonly ExpressionFix[];
  /** For `operator-not-allowed`: the message of the API's own answer. */
  readonly apiMessage?: string;
  /** For `operator-not-allowed`: the code of the API's own answer. */
  readonly apiCode?: number;
  /** Where the problem begins, in UTF-16 code units from 0. Absent when there is no text, as in the builder. */
  readonly offset?: number;
  /** How many UTF-16 code units are wrong; 0 at the end of the text. Absent without a text. */
  readonly length?: number;
  /** The line, from 1; lines end at CR, LF or CR LF. Absent without a text. */
  readonly line?: number;
  /** The column in UTF-16 code units, from 1. Absent without a text. */
  readonly column?: number;
  /** The line of the text, cut when long, with a caret below the place. Absent without a text. */
  readonly excerpt?: string;
}

/** Puts a problem and its place together. */
export function describeProblem(problem: Problem, place?: Place): ExpressionProblem {
  const message = place ? `${problem.summary}\n${place.excerpt}` : problem.summary;
  return { severity: "error", expected: [], fixes: [], ...problem, ...place, message };
}

// Registered, so that the errors of two copies of this package, ESM and CommonJS for example, know each other.
const brand: unique symbol = Symbol.for("@enos-ota/query/ExpressionError");

/**
 * An expression that cannot be built or parsed. The message says what is wrong and what to do; for a parsed text it
 * goes on with the line of the text and a caret. It quotes the expression, so treat it with the same care.
 *
 * `instanceof` also accepts the errors of another copy of this package.
 */
export class ExpressionError extends Error implements ExpressionProblem {
  declare readonly summary: string;
  declare readonly reason: ExpressionErrorReason;
  declare readonly severity: "error" | "warning";
  declare readonly expected: readonly string[];
  declare readonly fixes: readonly ExpressionFix[];
  declare readonly found?: string;
  declare readonly apiMessage?: string;
  declare readonly apiCode?: number;
  declare readonly offset?: number;
  declare readonly length?: number;
  declare readonly line?: number;
  declare readonly column?: number;
  declare readonly excerpt?: string;

  // A field, not an assignment: it works even where Error.prototype is frozen.
  override readonly name: string = "ExpressionError";

  constructor(problem: ExpressionProblem) {
    super(problem.message);
    Object.assign(this, problem);
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}

/** The error of a problem that has no place in a text. */
export function refusal(problem: Problem): ExpressionError {
  return new ExpressionError(describeProblem(problem));
}
