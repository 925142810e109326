import { type CompletionOption, checkExpression, completeExpression } from "@enos-ota/query";
import type { Suggestion } from "./suggestion.ts";

/** Some text that an expression can begin with. */
type TextSuggestion = Extract<Suggestion, { kind: "text" }>;

/**
 * Suggests how an expression goes on. Each suggestion is the whole text up to there, because a quoted expression is
 * one word of the shell. A shell ends a word that has a single completion, so a single step that leaves the expression
 * incomplete is never suggested alone: the steps after it are.
 */
export function suggestExpression(text: string): readonly Suggestion[] {
  let suggestions = nextSteps(text);
  // A word that is typed to its end goes on behind a blank.
  if (suggestions.length === 0 && /\S$/.test(text)) suggestions = nextSteps(`${text} `);
  for (
    let [only] = suggestions;
    suggestions.length === 1 && only && !isComplete(only.text);
    [only] = suggestions
  ) {
    suggestions = nextSteps(only.text);
  }
  return suggestions;
}

function nextSteps(text: string): readonly TextSuggestion[] {
  const { from, options } = completeExpression(text, text.length);
  if (options.length === 0 && isValueExpected(text)) {
    // Two, so that the shell ends neither the value nor the word.
    return ["'", "'…'"].map((value) => ({ kind: "text", text: text + value, description: "a value" }));
  }
  return options.map((option) => ({
    kind: "text",
    text: text.slice(0, from) + insertable(option),
    description: option.detail,
  }));
}

/** Words are followed by a blank, so that the next completion begins a new one. */
function insertable({ label, type }: CompletionOption): string {
  return type === "value" || type === "punctuation" ? label : `${label} `;
}

function isComplete(text: string): boolean {
  return checkExpression(text).length === 0;
}

/** Whether a value fits at the end: then what may be wrong with the text lies behind it. */
function isValueExpected(text: string): boolean {
  const withValue = `${text}'x'`;
  return checkExpression(withValue).every(({ offset = 0 }) => offset >= withValue.length);
}
