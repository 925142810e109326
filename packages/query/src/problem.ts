import { whyUnwritable } from "./literal.ts";
import { suggest } from "./suggestion.ts";
import type { FieldEntry, Table } from "./table.ts";

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
  /** A sentence that says what is wrong and what to do. */
  readonly summary: string;
  readonly expected?: readonly string[];
  readonly found?: string;
  readonly apiMessage?: string;
}

/** A field that is not in the table. */
export function unknownField(table: Table, field: string): Problem {
  const expected = Object.keys(table);
  const near = suggest(field, expected);
  const advice = near ? `Did you mean ${near}?` : `The fields are ${expected.join(", ")}.`;
  return {
    reason: "unknown-field",
    summary: `Jobs cannot be searched by ${clip(field)}. ${advice}`,
    expected,
    found: clip(field),
  };
}

/** An operator that the table does not allow for the field. */
export function operatorNotAllowed(field: string, entry: FieldEntry, operator: string): Problem {
  const expected = entry.operators;
  return {
    reason: "operator-not-allowed",
    summary: `${field} cannot be compared with ${operator}, only with ${expected.join(" or ")}.`,
    expected,
    found: operator,
    apiMessage: `Do not allow operator op ${operator}, allowed op [${expected.join(", ")}]`,
  };
}

/** What is wrong with one value for a field, or `undefined`. */
export function valueProblem(field: string, entry: FieldEntry, value: unknown): Problem | undefined {
  const why =
    typeof value !== "string"
      ? `it must be a text, not ${value === null ? "null" : typeof value}`
      : value === ""
        ? "it is empty; to search without this condition, leave the condition out"
        : whyUnwritable(value);
  if (why) return invalidValue(`The value for ${field} cannot be used: ${why}.`);
  const expected = entry.values;
  if (!expected || expected.includes(value as string)) return undefined;
  return {
    ...invalidValue(
      `${field} is one of ${expected.map((text) => `'${text}'`).join(", ")}, never '${clip(value as string)}'.`,
    ),
    expected,
    found: clip(value as string),
  };
}

/** A problem with a value. */
export function invalidValue(summary: string): Problem {
  return { reason: "invalid-value", summary };
}

/** What is wrong with an empty list after `in`. */
export function emptyList(field: string): Problem {
  return invalidValue(
    `The list of values for ${field} is empty. No job can match it: skip the search instead.`,
  );
}

/** Cuts a piece of somebody's text so that a message stays readable. */
export function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
