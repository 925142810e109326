import { clip, type Problem } from "./problem.ts";
import type { SourceText } from "./sourceText.ts";

const endOfExpression = "end of expression";

/** Something else stands where one of `expected` must. */
export function unexpected(
  text: SourceText,
  at: number,
  expected: readonly string[],
  advice?: string,
): Problem {
  const found = foundAt(text, at);
  const what = found === endOfExpression ? "the expression ends" : `found ${found}`;
  const hint = advice ?? guess(found);
  return syntax(`Expected ${expected.join(" or ")}, but ${what}.${hint && ` ${hint}`}`, expected, found);
}

/** A condition does not begin with a field. */
export function missingField(text: SourceText, at: number): Problem {
  const empty =
    foundAt(text, 0) === endOfExpression ||
    (foundAt(text, at) === endOfExpression && !text.slice(0, at).trim());
  return unexpected(
    text,
    at,
    ["a field"],
    empty ? "To search without a condition, leave out `expression`." : undefined,
  );
}

/** No operator stands behind the field. */
export function missingOperator(text: SourceText, at: number, expected: readonly string[]): Problem {
  return unexpected(
    text,
    at,
    expected,
    symbolAt(text, at).startsWith("==") ? "Write a single =." : undefined,
  );
}

/** No literal, or none that ends, stands where a value must. */
export function missingValue(text: SourceText, at: number): Problem {
  const found = foundAt(text, at);
  if (found === "'" || found === '"') {
    return syntax(`The quote ${found} is never closed.`, [found], endOfExpression);
  }
  const advice = /^[\w.]+$/.test(found) ? `Put it in quotes: '${found}'.` : undefined;
  return unexpected(text, at, ["a value in quotes"], advice);
}

/** Neither `and` nor the end follows a condition. */
export function missingAnd(text: SourceText, at: number): Problem {
  const found = foundAt(text, at);
  const advice =
    found === "'" || found === '"'
      ? "A quote in a value cannot be escaped; put the value in the other kind of quotes."
      : undefined;
  return unexpected(text, at, ["and", endOfExpression], advice);
}

/** A list where one value must stand, or the other way round. */
export function listMismatch(text: SourceText, at: number, operator: string): Problem {
  const found = foundAt(text, at);
  return found === "("
    ? syntax(`${operator} takes one value in quotes, not a list.`, ["a value in quotes"], found)
    : syntax(`${operator} takes a list in parentheses, also for one value: ('a').`, ["("], found);
}

/** Syntax that other endpoints may know, but this one does not document. */
export function undocumented(found: string, what: string): Problem {
  return syntax(`${what} not documented for this endpoint, only =, in and like, joined by and.`, [], found);
}

/** The operator signs at a place; perhaps none. */
export function symbolAt(text: SourceText, at: number): string {
  return /^[=!<>]*/.exec(text.slice(at, at + 3))?.[0] ?? "";
}

/** The word, the signs or the single character at a place, cut when long. */
function foundAt(text: SourceText, at: number): string {
  return clip(/^(?:[\w.]+|[=!<>]+|.)/su.exec(text.slice(at, at + 50))?.[0] ?? endOfExpression);
}

function guess(found: string): string {
  if (/[‘’‚‛“”„‟`´′″＇＂]/u.test(found)) {
    return "The documentation page shows typographic quotes, but plain ones are meant: ' or \".";
  }
  const plain = found.normalize("NFKC");
  return plain !== found && plain.length === 1
    ? `Write a plain ${plain === " " ? "space" : plain} instead.`
    : "";
}

function syntax(summary: string, expected: readonly string[], found: string): Problem {
  return { reason: "syntax", summary, expected, found };
}
