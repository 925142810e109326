import { mismatch, type Problem } from "./problem.ts";
import { printable } from "./sourceText.ts";

/** Another token stands where one of `expected` must. */
export function unexpected(token: string, expected: readonly string[], advice?: string): Problem {
  return mismatch("syntax", "", expected, printable(token) || "the end", advice || adviceOn(token));
}

function adviceOn(token: string): string {
  if (/^(?:\(|or|not|exists)$/i.test(token)) {
    return "; documented are only =, in and like, joined by and";
  }
  if (/[‘-‟`´＇＂]/.test(token)) return "; the API's page shows ‘x’, but means plain quotes: 'x'";
  return /[^ -~]/.test(token) ? "; put it in plain ASCII" : "";
}
