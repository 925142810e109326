import type { Condition } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";

/** What was built, or why it could not be. */
export type Attempt<Built extends Condition | undefined> =
  | { readonly condition: Built; readonly error: undefined }
  | { readonly condition: undefined; readonly error: ExpressionError };

/**
 * Builds a condition of what a user is typing, and returns the problem instead of throwing it. Takes any way to build
 * one: a field, `and()`, `where()`, `parseExpression()`.
 *
 * @example
 * const { condition, error } = attempt(() => where({ name: { like: searchBox.value } }));
 * if (error) showBelow(searchBox, error.summary);
 * @throws whatever else `build` throws
 */
export function attempt<Built extends Condition | undefined>(build: () => Built): Attempt<Built> {
  try {
    return { condition: build(), error: undefined };
  } catch (error) {
    if (error instanceof ExpressionError) return { condition: undefined, error };
    throw error;
  }
}
