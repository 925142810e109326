import { type Completion, completeText } from "./completion.ts";
import type { Condition } from "./condition.ts";
import { joinConditions, type MaybeCondition } from "./conjunction.ts";
import type { ExpressionProblem } from "./expressionError.ts";
import { createFields } from "./fieldBuilder.ts";
import type { FieldsOf, FilterOf } from "./fieldTypes.ts";
import { readFilter } from "./objectFilter.ts";
import { type CheckOptions, checkText, parseText } from "./parser.ts";
import { type ExpressionOptions, rulesOf, withOptions } from "./rules.ts";
import type { Table } from "./table.ts";

/** Everything that builds and reads the expressions of one table. */
export interface Expressions<Fields, Filter> {
  /** The fields, each with the operators that the table allows for it. */
  readonly fields: Fields;
  /** Joins conditions that must all hold; drops `false`, `null` and `undefined`. */
  and(...conditions: [Condition, ...Condition[]]): Condition;
  and(...conditions: MaybeCondition[]): Condition | undefined;
  /** Builds the condition that an object describes. */
  where(filter: Filter): Condition;
  /** Parses an expression; throws an `ExpressionError` at the first problem. */
  parse(text: string, options?: ExpressionOptions): Condition;
  /** Lists all problems of an expression; none if it is right. */
  check(text: string, options?: CheckOptions): readonly ExpressionProblem[];
  /** Suggests what can stand at an offset of an expression. */
  complete(text: string, offset?: number): Completion;
}

/**
 * The same functions as those for OTA jobs, for another table or with other options.
 *
 * @example
 * const { fields, and } = expressionsOf(otaJobTable, { strictLiterals: true });
 * fields.name.like("50%"); // throws: % could be a wildcard
 */
export function expressionsOf<const T extends Table>(
  table: T,
  options?: ExpressionOptions,
): Expressions<FieldsOf<T>, FilterOf<T>> {
  const rules = withOptions(rulesOf(table), options);
  function and(...conditions: [Condition, ...Condition[]]): Condition;
  function and(...conditions: MaybeCondition[]): Condition | undefined;
  function and(...conditions: MaybeCondition[]): Condition | undefined {
    return joinConditions(rules, conditions);
  }
  return {
    fields: createFields(rules),
    and,
    where: (filter) => readFilter(rules, filter),
    parse: (text, own) => parseText(withOptions(rules, own), text),
    check: (text, own) => checkText(withOptions(rules, own), text, own),
    complete: (text, offset) => completeText(table, text, offset),
  };
}
