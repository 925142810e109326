import { isWritableNumber, whyUnwritable } from "./literal.ts";
import { type Operator, operators, takesList } from "./operators.ts";
import type { Problem } from "./problem.ts";
import type { Rules } from "./rules.ts";
import { printable } from "./sourceText.ts";
import { suggest } from "./suggestion.ts";
import type { FieldEntry, Table } from "./table.ts";

/** A user's text as messages show it: cut when long, without characters that could steer a terminal. */
export function shown(text: string): string {
  return printable(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** `a, b or c`. */
export function anyOf(words: readonly string[], joint = "or"): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} ${joint} ${last}` : last;
}

/** `Did you mean "a" or "b"?` with a space before it; nothing without suggestions. */
export function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length ? ` Did you mean ${anyOf(suggestions.map((one) => `"${one}"`))}?` : "";
}

/** What a value is, for those who passed the wrong one: `null`, `a text`, `a list`, `a Date`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return String(value);
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return { String: "a text", Array: "a list", Object: "an object" }[kind] ?? `a ${kind}`;
}

/**
 * A field that the table does not have. It has the names that the page lists, and not those of samples: profile entries
 * `defaultSuffix` and `otherLocales`.
 */
export function unknownField(table: Table, path: string): Problem {
  const fields = Object.keys(table.fields);
  const similar = suggest(path, fields);
  // "nam" means `name` sooner than one of its languages.
  const near = similar.filter((one) => !similar.some((other) => one.startsWith(`${other}.`)));
  // Whoever writes `name.ja_JP` wants to know which languages `name` has.
  const parent = path.slice(0, path.indexOf(".") + 1);
  const siblings = fields.filter((field) => parent !== "" && field.startsWith(parent));
  const expected = [near, siblings, fields].find((some) => some.length > 0) ?? [];
  const advice = near.length ? didYouMean(near) : ` The fields are ${anyOf(expected, "and")}.`;
  return {
    reason: "unknown-field",
    summary: `There is no field "${shown(path)}" to search by.${advice}`,
    expected,
    found: shown(path),
  };
}

/**
 * An operator that the table does not allow for the field. How the API's message separates several that are allowed is
 * a guess: profile entry `allowedOperatorsSeparator`.
 */
export function operatorNotAllowed(table: Table, path: string, entry: FieldEntry, operator: string): Problem {
  const found = shown(operator);
  const { code, message } = table.operatorNotAllowed;
  return {
    reason: "operator-not-allowed",
    summary: `${path} cannot be compared with "${found}". Write ${anyOf(
      entry.operators.map((one) => exampleOf(path, entry, one)),
    )}.`,
    expected: entry.operators,
    found,
    apiMessage: message
      .replace("{operator}", () => found)
      .replace("{allowed}", () => entry.operators.join(", ")),
    apiCode: code,
  };
}

/** How a comparison of the field is written, such as `name like '…'`. */
function exampleOf(
  path: string,
  { type, values: [value = "…"] = [] }: FieldEntry,
  operator: Operator,
): string {
  const literal = type === "number" ? "1" : type === "boolean" ? "true" : `'${value}'`;
  return `${path} ${operator} ${takesList(operator) ? `(${literal}, …)` : literal}`;
}

/** What is wrong with one value, or `undefined`. */
export function valueProblem(
  { riskOf }: Rules,
  path: string,
  entry: FieldEntry,
  operator: string,
  value: unknown,
): Problem | undefined {
  const { type = "string", values } = entry;
  if (typeof value !== type || Number.isNaN(value)) return wrongType(path, type, value);
  if (typeof value === "number" && !isWritableNumber(value)) {
    return badValue(`${path} takes a number that can be written in digits, but was given ${value}.`);
  }
  if (typeof value !== "string") return undefined;
  if (values && !values.includes(value)) return notAllowed(path, values, value);
  const why = whyUnwritable(value) ?? riskOf?.(value, operator);
  return why === undefined ? undefined : badValue(`The value for ${path} ${why}. ${adviceOn(value)}`);
}

function adviceOn(value: string): string {
  return value.trim() === ""
    ? "Leave the condition out instead."
    : "Remove it, or search for a part without it.";
}

function wrongType(path: string, type: string, value: unknown): Problem {
  const absent = value === null || value === undefined;
  return badValue(
    `${path} takes a ${type === "string" ? "text" : type}, but was given ${kindOf(value)}.${
      absent ? " If there is no value, leave the condition out." : ""
    }`,
  );
}

function notAllowed(path: string, values: readonly string[], value: string): Problem {
  const found = shown(value);
  const near = suggest(value, values);
  return {
    reason: "invalid-value",
    summary: `${path} is never "${found}"; it is ${anyOf(values.map((one) => `"${one}"`))}.${didYouMean(near)}`,
    // The likeliest first.
    expected: [...new Set([...near, ...values])],
    found,
  };
}

/** A value, or something in the place of one, that cannot be used. */
export function badValue(summary: string): Problem {
  return { reason: "invalid-value", summary };
}

/** A list of no values, which is never sent. Profile entry `emptyList`. */
export function emptyList(path: string): Problem {
  return badValue(
    `The list of values for ${path} is empty, and nothing can match an empty list. Skip the search, or leave the condition out.`,
  );
}

/** Something else in the place of a list. */
export function noList(path: string, operator: Operator, value: unknown): Problem {
  return badValue(
    `${path}.${operators[operator].method}() takes a list of values, but was given ${kindOf(value)}. Put the value in a list: [value].`,
  );
}

/** An expression that is longer than allowed. */
export function tooLong(length: number, maxLength: number): Problem {
  return {
    reason: "too-long",
    summary: `The expression has ${length} characters, but maxLength is ${maxLength}. Split a long list of values over several searches, or set maxLength.`,
  };
}

/** A second comparison in a search that has no connective. */
export function noConnective(): Problem {
  return { reason: "syntax", summary: "This search takes one comparison, but was given several." };
}
