import { anyOf, didYouMean, shown } from "./messages.ts";
import { operatorSymbols } from "./operators.ts";
import type { ExpressionFix, Problem } from "./problem.ts";
import { suggest } from "./suggestion.ts";

/** What the messages show at the end of the text. */
const theEnd = "the end";

/** Something else stands where one of `expected` must; `advice` is a sentence about it. */
export function unexpected(
  expected: readonly string[],
  token: string,
  advice: string = adviceOn(token),
  fixes: readonly ExpressionFix[] = [],
): Problem {
  const found = shown(token) || theEnd;
  const what = found === theEnd ? `${theEnd} of the text` : /^["']./.test(found) ? found : `"${found}"`;
  return {
    reason: "syntax",
    summary: `Expected ${anyOf(expected)}, but found ${what}.${advice && ` ${advice}`}`,
    expected,
    found,
    fixes,
  };
}

const quotes =
  "Use plain quotes, as in 'x': the typographic ones in the documentation are only its formatting.";

function adviceOn(token: string): string {
  if (/^(?:\(|\)|\|\||or|not|exists)$/i.test(token)) {
    return `EnOS documents only ${anyOf(operatorSymbols, "and")} for this search, joined by and.`;
  }
  if (/^[‘-‟`´＇＂]/.test(token)) return quotes;
  if (/^\s/.test(token)) return "It is not a plain space, but only looks like one.";
  return /[^ -~]/.test(token) ? "Fields, operators and quotes are plain ASCII." : "";
}

/** `or`, which is not available here. */
export function noAlternatives(connectives: readonly string[], token: string): Problem {
  return unexpected(
    connectives,
    token,
    "This search has no or: use in for several values of one field, or search once for each alternative.",
  );
}

/** A value without quotes. */
export function unquoted(text: string, fixes: readonly ExpressionFix[]): Problem {
  const advice = /[‘-‟`´＇＂]/.test(text) ? quotes : `Write '${shown(text)}'.`;
  return unexpected(["a value in quotes"], text, advice, fixes);
}

/** A quote without another one. */
export function unclosed(quote: string, fixes: readonly ExpressionFix[]): Problem {
  return unexpected(
    ["a value in quotes"],
    quote,
    `The value that begins here has no closing ${quote}.`,
    fixes,
  );
}

/** A word in the place of an operator. */
export function noOperator(expected: readonly string[], token: string): Problem {
  const advice = adviceOn(token) || didYouMean(suggest(token, operatorSymbols)).trim();
  return unexpected(expected, token, advice);
}
