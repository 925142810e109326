/**
 * What servers could read differently, and why, as the end of a sentence that begins with "the value". Profile entries
 * `doubleQuotes` and `backslash`.
 */
const risks: readonly (readonly [RegExp, string])[] = [
  [/'/, "contains a single quote, so it must be written in double quotes, which only samples of EnOS show"],
  [/\\/, "contains a backslash, which a server could read as an escape"],
  [/[＇＂＼]/, "contains a full-width quote or backslash, which a server could convert to the ASCII one"],
];

/**
 * What a server could read differently in a text that can be written; `undefined` when there is nothing. Profile entry
 * `likeWildcards`.
 */
export function riskOf(text: string, operator: string): string | undefined {
  if (operator === "like" && /[%_]/.test(text)) {
    return "contains % or _, which a server could read as a wildcard";
  }
  return risks.find(([pattern]) => pattern.test(text))?.[1];
}
