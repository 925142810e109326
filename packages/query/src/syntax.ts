import { mismatch, type Problem } from "./problem.ts";

/** Another token stands where one of `expected` must. */
export function unexpected(token: string, expected: readonly string[], advice?: string): Problem {
  return mismatch("syntax", "", expected, token || "the end", advice || adviceOn(token));
}

function adviceOn(token: string): string {
  return /^(?:\(|or|not|exists)$/i.test(token)
    ? "; this endpoint documents only =, in and like, joined by and"
    : /[^ -~]|`/.test(token)
      ? "; the API's page shows ‘x’, but means plain quotes: 'x'"
      : "";
}
