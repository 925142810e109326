import { type Completion, completeText } from "./completion.ts";
import type { Condition } from "./condition.ts";
import { joinConditions, type MaybeCondition } from "./conjunction.ts";
import type { ExpressionProblem } from "./expressionError.ts";
import { createFields } from "./fieldBuilder.ts";
import { type OtaJobFields, type OtaJobFilter, otaJobTable } from "./generated/fields.ts";
import { readFilter } from "./objectFilter.ts";
import { type CheckOptions, checkText, parseText } from "./parser.ts";
import { type ExpressionOptions, rulesOf, withOptions } from "./rules.ts";

export { type Attempt, attempt } from "./attempt.ts";
export type { Completion, CompletionOption } from "./completion.ts";
export { type Comparison, type Condition, isCondition } from "./condition.ts";
export type { MaybeCondition } from "./conjunction.ts";
export { ExpressionError, type ExpressionProblem } from "./expressionError.ts";
export { type Expressions, expressionsOf } from "./expressions.ts";
export type {
  FieldsOf,
  FilterOf,
  LikeFilter,
  SupportsEq,
  SupportsIn,
  SupportsLike,
} from "./fieldTypes.ts";
export { type OtaJobFields, type OtaJobFilter, otaJobTable } from "./generated/fields.ts";
export type { ListOperator, Operator } from "./operators.ts";
export type { CheckOptions } from "./parser.ts";
export type { ExpressionErrorReason, ExpressionFix } from "./problem.ts";
export { defaultMaxLength, type ExpressionOptions } from "./rules.ts";
export type { FieldEntry, Table, Value } from "./table.ts";
export { version } from "./version.ts";

const rules = /* @__PURE__ */ rulesOf(otaJobTable);

/**
 * The fields that a search for OTA jobs can filter by. Each has exactly the operators that the API allows for it.
 *
 * @example
 * otaJob.productKey.eq("BXwU4kMk"); // productKey = 'BXwU4kMk'
 * otaJob.firmwareVersion.in(["1.0", "1.1"]); // firmwareVersion in ('1.0', '1.1')
 * otaJob.name.zh_CN.like("泵"); // name.zh_CN like '泵'
 * @throws ExpressionError for a value that cannot be written; without types also for an unknown field or operator
 */
export const otaJob: OtaJobFields = /* @__PURE__ */ createFields(rules);

/**
 * Joins conditions that must all hold. `false`, `null` and `undefined` are dropped, so that a condition can be
 * optional. Returns `undefined` when nothing is left; a search then has no `expression` and finds every job.
 *
 * @example
 * and(otaJob.type.eq("upgrade"), onlyRunning && otaJob.status.eq("started"));
 * @throws ExpressionError for anything else that is not a condition, and for a condition of another table
 */
export function and(...conditions: [Condition, ...Condition[]]): Condition;
export function and(...conditions: MaybeCondition[]): Condition | undefined;
export function and(...conditions: MaybeCondition[]): Condition | undefined {
  return joinConditions(rules, conditions);
}

/**
 * Builds a condition from an object. A value means `=`, a list means `in`, `{ like }` means `like`; all of them must
 * hold, and are written in the order of the properties.
 *
 * @example
 * where({ productKey: ["a", "b"], status: "started", name: { like: "pump" } });
 * @throws ExpressionError for an empty object and for an `undefined` or empty value: a filter must not vanish silently
 */
export function where(filter: OtaJobFilter): Condition {
  return readFilter(rules, filter);
}

/**
 * Parses an expression. Accepts both kinds of quotes, any white space, and keywords in any case; printing the result
 * yields the canonical form.
 *
 * @example
 * String(parseExpression(`productKey="a" AND name like 'x'`)); // productKey = 'a' and name like 'x'
 * @throws ExpressionError at the first problem, with its place and with fixes
 */
export function parseExpression(text: string, options?: ExpressionOptions): Condition {
  return parseText(withOptions(rules, options), text);
}

/**
 * Lists all problems of an expression in the order of the text, for editors and command lines; none if it is right.
 *
 * @example
 * checkExpression("nam like 'x'"); // [{ summary: 'There is no field "nam" …', offset: 0, length: 3, fixes: […], … }]
 */
export function checkExpression(text: string, options?: CheckOptions): readonly ExpressionProblem[] {
  return checkText(withOptions(rules, options), text, options);
}

/**
 * Suggests what can stand at an offset of an expression: fields, operators of the field, its values, `and`. The offset
 * is the end of the text unless given, in UTF-16 code units.
 *
 * @example
 * completeExpression("status = "); // { from: 9, options: [{ label: "'started'", type: "value" }, …] }
 */
export function completeExpression(text: string, offset?: number): Completion {
  return completeText(otaJobTable, text, offset);
}
