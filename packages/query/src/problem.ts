/**
 * - `syntax`: the text is not an expression of this search
 * - `unknown-field`: the search cannot filter by this field
 * - `operator-not-allowed`: the field cannot be compared with this operator
 * - `invalid-value`: the value is missing, empty, of another type, not one of the allowed values, or cannot be written
 * - `too-long`: the expression is longer than `maxLength`
 */
export type ExpressionErrorReason =
  | "syntax"
  | "unknown-field"
  | "operator-not-allowed"
  | "invalid-value"
  | "too-long";

/** A change of the text that removes a problem. */
export interface ExpressionFix {
  /** What it does, for a button or a menu: `Replace "nam" with "name"`. */
  readonly label: string;
  /** Where the replaced part begins, in UTF-16 code units. */
  readonly from: number;
  /** Where it ends. The same as `from` when text is only inserted. */
  readonly to: number;
  /** The new text; empty when text is only removed. */
  readonly insert: string;
}

/** What is wrong, apart from where. */
export interface Problem {
  readonly reason: ExpressionErrorReason;
  /** What is wrong and what to do, in sentences. */
  readonly summary: string;
  /** What could stand there instead. */
  readonly expected?: readonly string[];
  /** What stands there, as it is shown in messages. */
  readonly found?: string;
  readonly fixes?: readonly ExpressionFix[];
  readonly severity?: "error" | "warning";
  /** The API's own message for this problem, where it is known. */
  readonly apiMessage?: string;
  /** The API's own code for this problem, where it is known. */
  readonly apiCode?: number;
}
