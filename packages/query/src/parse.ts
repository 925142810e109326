import { type Comparison, type Condition, conditionOf } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { readComparisons } from "./parser.ts";
import { problem } from "./problem.ts";
import { createLocator } from "./sourceText.ts";
import type { Table } from "./table.ts";

/** How an expression is parsed. */
export interface ParseOptions {
  /** The longest text that is read, in UTF-16 code units. Default: 65536. */
  readonly maxLength?: number;
}

/** Parses a text; for the public `parseExpression`, bound to a table. */
export function parseText(table: Table, text: string, options?: ParseOptions): Condition {
  return conditionOf(
    read(table, text, options, (error) => {
      throw error;
    }),
  );
}

/** Finds all problems of a text; for the public `checkExpression`, bound to a table. */
export function checkText(table: Table, text: string, options?: ParseOptions): readonly ExpressionError[] {
  const errors: ExpressionError[] = [];
  read(table, text, options, (error) => errors.push(error));
  return errors;
}

function read(
  table: Table,
  text: string,
  { maxLength = 65536 }: ParseOptions = {},
  report: (error: ExpressionError) => void,
): Comparison[] {
  const isText = typeof text === "string";
  // Written so that a limit that is no number refuses everything instead of nothing.
  if (isText && text.length <= maxLength) {
    const locate = createLocator(text);
    return readComparisons(table, text, (found, offset) =>
      report(new ExpressionError(found, locate(offset))),
    );
  }
  report(
    new ExpressionError(
      isText
        ? problem("too-long", "", `${text.length} characters, but maxLength is ${maxLength}`)
        : problem("syntax", "", `it is ${typeof text}, not text`),
    ),
  );
  return [];
}
