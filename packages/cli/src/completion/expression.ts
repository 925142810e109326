import { completeExpression } from "@enos-ota/query";
import type { Suggestion } from "./suggestion.ts";

/** Suggests how an expression goes on: the whole text with each option accepted, as shells replace whole words. */
export function suggestExpression(text: string): readonly Suggestion[] {
  const { from, options } = completeExpression(text);
  return options.map(({ label, detail }) => ({
    kind: "text",
    text: text.slice(0, from) + label,
    ...(detail !== undefined && { description: detail }),
  }));
}
