import { joinConditions, type MaybeCondition } from "./and.ts";
import { createFields } from "./builder.ts";
import type { Condition } from "./condition.ts";
import type { ExpressionError } from "./expressionError.ts";
import type { OtaJobFields, OtaJobFilter } from "./fieldTypes.ts";
import { fields } from "./generated/fields.ts";
import { checkText, type ParseOptions, parseText } from "./parse.ts";
import { readFilter } from "./where.ts";

export type { MaybeCondition } from "./and.ts";
export type { Comparison, Condition, FieldName } from "./condition.ts";
export { ExpressionError } from "./expressionError.ts";
export type {
  LikeFilter,
  OtaJobFields,
  OtaJobFilter,
  SupportsEq,
  SupportsIn,
  SupportsLike,
} from "./fieldTypes.ts";
export type { ParseOptions } from "./parse.ts";
export type { ExpressionErrorReason } from "./problem.ts";
export type { Operator } from "./table.ts";

/**
 * The fields that a search for OTA jobs can filter by. Each has just the operators that the API allows for it:
 * `otaJob.productKey.eq("a")`, `otaJob.firmwareVersion.in(["1.0", "1.1"])`, `otaJob.name.zh_CN.like("泵")`.
 *
 * @throws ExpressionError (also for a field or an operator that does not exist, if called without types)
 */
export const otaJob: OtaJobFields = /* @__PURE__ */ createFields(fields);

/**
 * Joins conditions that must all hold. `false`, `null` and `undefined` are dropped, so that a condition can be
 * optional: `and(a, onlyRunning && b)`. Gives `undefined` when nothing is left; a search then has no `expression`.
 *
 * @throws ExpressionError for anything else that is not a condition
 */
export function and(...conditions: [Condition, ...Condition[]]): Condition;
export function and(...conditions: MaybeCondition[]): Condition | undefined;
export function and(...conditions: MaybeCondition[]): Condition | undefined {
  return joinConditions(fields, conditions);
}

/**
 * The same conditions as an object: `where({ productKey: ["a", "b"], status: "started", name: { like: "pump" } })`.
 * A text is `=`, a list is `in`; all of it must hold, in the order of the properties.
 *
 * @throws ExpressionError for an empty object and for an `undefined` or empty value: a filter must not silently vanish
 */
export function where(filter: OtaJobFilter): Condition {
  return readFilter(fields, filter);
}

/**
 * Parses an expression. Takes both kinds of quotes, any white space, and keywords in any case; printing the result
 * gives the canonical form.
 *
 * @throws ExpressionError with place, what was expected and what was found, at the first problem
 */
export function parseExpression(text: string, options?: ParseOptions): Condition {
  return parseText(fields, text, options);
}

/** All problems of an expression in the order of the text, for editors and command lines; none if it is good. */
export function checkExpression(text: string, options?: ParseOptions): readonly ExpressionError[] {
  return checkText(fields, text, options);
}
