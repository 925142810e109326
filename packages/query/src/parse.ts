import { type Condition, conditionOf } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { readComparisons } from "./parser.ts";
import { clip, type Problem } from "./problem.ts";
import { createLocator } from "./sourceText.ts";
import type { Table } from "./table.ts";

/** How an expression is parsed. */
export interface ParseOptions {
  /** The longest text that is read, in UTF-16 code units. Default: 65536. */
  readonly maxLength?: number;
}

/** Parses a text; for the public `parseExpression`, bound to a table. */
export function parseText(table: Table, text: string, options: ParseOptions = {}): Condition {
  const unreadable = whyUnreadable(text, options);
  if (unreadable) throw new ExpressionError(unreadable);
  return conditionOf(
    readComparisons(table, text, (problem, offset) => {
      throw new ExpressionError(problem, createLocator(text)(offset));
    }),
  );
}

/** Finds all problems of a text; for the public `checkExpression`, bound to a table. */
export function checkText(
  table: Table,
  text: string,
  options: ParseOptions = {},
): readonly ExpressionError[] {
  const unreadable = whyUnreadable(text, options);
  if (unreadable) return [new ExpressionError(unreadable)];
  const found: { problem: Problem; offset: number }[] = [];
  readComparisons(table, text, (problem, offset) => found.push({ problem, offset }));
  const locate = createLocator(text);
  return found
    .sort((a, b) => a.offset - b.offset)
    .map(({ problem, offset }) => new ExpressionError(problem, locate(offset)));
}

function whyUnreadable(text: unknown, { maxLength = 65536 }: ParseOptions): Problem | undefined {
  if (typeof text !== "string") {
    return {
      reason: "syntax",
      summary: `An expression is a text, not ${text === null ? "null" : typeof text}.`,
    };
  }
  // Written so that a limit that is no number refuses everything instead of nothing.
  if (text.length <= maxLength) return undefined;
  return {
    reason: "too-long",
    summary: `The expression is ${text.length} characters long; the limit is ${maxLength}. Raise maxLength if this is meant.`,
    found: clip(text),
  };
}
