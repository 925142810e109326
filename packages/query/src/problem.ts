import { operatorNotAllowed as api } from "./generated/fields.ts";
import { whyUnwritable } from "./literal.ts";
import type { FieldEntry } from "./table.ts";

/**
 * - `syntax`: the text is not an expression of this endpoint
 * - `unknown-field`: the search does not know the field
 * - `operator-not-allowed`: the field cannot be compared with this operator
 * - `invalid-value`: the value is missing, empty, not a text, not one of the allowed values, or cannot be written
 * - `too-long`: the text is longer than the limit for parsing
 */
export type ExpressionErrorReason =
  | "syntax"
  | "unknown-field"
  | "operator-not-allowed"
  | "invalid-value"
  | "too-long";

/** What is wrong, apart from where. */
export interface Problem {
  readonly reason: ExpressionErrorReason;
  /** What is wrong and what to do, in one or two sentences. */
  readonly summary: string;
  readonly expected: readonly string[];
  readonly found?: string | undefined;
  readonly apiMessage?: string;
}

/** Puts a problem together. The reason is written out: "invalid value for type: …". */
export function problem(
  reason: ExpressionErrorReason,
  subject: string,
  what: string,
  expected: readonly string[] = [],
  found?: string,
): Problem {
  return {
    reason,
    summary: `${reason.replaceAll("-", " ")}${subject && ` for ${subject}`}: ${what}.`,
    expected,
    found,
  };
}

/** Something that is none of `expected`. */
export function mismatch(
  reason: ExpressionErrorReason,
  subject: string,
  expected: readonly string[],
  found: string,
  advice = "",
): Problem {
  const shown = found.slice(0, 40) + (found[40] ? "…" : "");
  return problem(
    reason,
    subject,
    `expected ${expected.join(" or ")}, but found ${shown}${advice}`,
    expected,
    shown,
  );
}

/** A field that is not in the table. Expects those that begin with what was typed, or else all. */
export function unknownField(table: object, field: string): Problem {
  const fields = Object.keys(table);
  const near = fields.filter((name) => name.toLowerCase().startsWith(field.toLowerCase()));
  return mismatch("unknown-field", "", near[0] ? near : fields, field);
}

/** An operator that the table does not allow for the field. */
export function operatorNotAllowed(field: string, { operators }: FieldEntry, operator: string): Problem {
  return {
    ...mismatch("operator-not-allowed", field, operators, operator),
    apiMessage: api.replace("{operator}", () => operator).replace("{allowed}", operators.join(", ")),
  };
}

/** What is wrong with one value for a field, or `undefined`. */
export function valueProblem(field: string, { values }: FieldEntry, value: unknown): Problem | undefined {
  const why = typeof value === "string" ? whyUnwritable(value) : `is ${typeof value}, not text`;
  if (why) return badValue(field, why);
  if (!values || values.includes(value as string)) return undefined;
  return mismatch("invalid-value", field, values, value as string);
}

/** A value, or a list of values, that cannot be used. */
export function badValue(field: string, why: string): Problem {
  return problem("invalid-value", field, `it ${why}`);
}

/** What is wrong with a list of no values, or with something that is no list. */
export const emptyList = "needs a list of values";
