import { type Condition, conditionOf, joinComparisons } from "./condition.ts";
import { describeProblem, ExpressionError, type ExpressionProblem } from "./expressionError.ts";
import { readExpression } from "./grammar.ts";
import { kindOf, tooLong } from "./messages.ts";
import type { Problem } from "./problem.ts";
import { Reading, type Report } from "./reading.ts";
import type { ExpressionOptions, Rules } from "./rules.ts";
import { createLocator } from "./sourceText.ts";

/** How an expression is checked. */
export interface CheckOptions extends ExpressionOptions {
  /**
   * Also lists, with the severity `warning`, the values that `strictLiterals` would refuse, and an expression that is
   * so long that a gateway may refuse it.
   *
   * @default false
   */
  readonly warnings?: boolean | undefined;
}

/** Parses a text; the `parse` of a table. */
export function parseText(rules: Rules, text: string): Condition {
  const problem = problemOfWhole(rules, text);
  if (problem) throw new ExpressionError(describeProblem(problem));
  const locate = createLocator(text);
  const report: Report = (found, start, end) => {
    throw new ExpressionError(describeProblem(found, locate(start, end - start)));
  };
  const comparisons = readExpression(new Reading(rules, text, report, false));
  // Printing adds blanks, by which only a long text could grow beyond the limit.
  const canGrowTooLong = text.length * 2 > rules.maxLength;
  return canGrowTooLong ? joinComparisons(rules, comparisons) : conditionOf(rules, comparisons);
}

/** Finds all problems of a text; the `check` of a table. */
export function checkText(
  rules: Rules,
  text: string,
  { warnings = false }: CheckOptions = {},
): readonly ExpressionProblem[] {
  const whole = problemOfWhole(rules, text);
  if (whole) return [describeProblem(whole)];
  const problems: ExpressionProblem[] = [];
  const locate = createLocator(text);
  const report: Report = (found, start, end) => {
    problems.push(describeProblem(found, locate(start, end - start)));
  };
  readExpression(new Reading(rules, text, report, warnings));
  if (warnings && text.length > longExpression) problems.push(describeProblem(long(text.length)));
  return problems;
}

/** What is wrong with the text as a whole. */
function problemOfWhole({ maxLength }: Rules, text: unknown): Problem | undefined {
  if (typeof text !== "string") {
    return { reason: "syntax", summary: `An expression is a text, but this is ${kindOf(text)}.` };
  }
  // Written so that a limit that is NaN refuses everything instead of nothing.
  return text.length <= maxLength ? undefined : tooLong(text.length, maxLength);
}

/**
 * From this length on, in UTF-16 code units, a warning is due. A guess: gateways have limits, EnOS names none. Profile
 * entries `longestExpression` and `maximumBodyBytes`.
 */
const longExpression = 16_384;

function long(length: number): Problem {
  return {
    reason: "too-long",
    severity: "warning",
    summary: `The expression has ${length} characters. EnOS documents no limit, but a gateway may refuse a request of this size: split a long list of values over several searches.`,
  };
}
