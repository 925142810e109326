import type { Suggestion } from "./suggestion.ts";

/** Suggests how an expression goes on. Nothing yet: the query package will say. */
export function suggestExpression(_text: string): readonly Suggestion[] {
  return [];
}
