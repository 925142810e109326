import type { Condition } from "./condition.ts";
import { otaJobTable } from "./generated/fields.ts";
import {
  type EditableRuleGroup,
  type QueryField,
  type QueryRuleGroup,
  queryBuilderOf,
  type RuleValidation,
  type ValidatedQuery,
} from "./queryBuilder.ts";

export type {
  EditableRuleGroup,
  QueryField,
  QueryOption,
  QueryRule,
  QueryRuleGroup,
  RuleValidation,
  ValidatedQuery,
} from "./queryBuilder.ts";

const adapter = queryBuilderOf(otaJobTable);

/**
 * The fields of OTA jobs for `<QueryBuilder fields={fields} />`, each with its own operators and, where they are closed,
 * its values. The operators have the API's names.
 */
export const fields: QueryField[] = adapter.fields;

/**
 * Turns a query of the builder into a condition. Rules that are muted are left out; for a query without rules it
 * returns `undefined`, a search for every job.
 *
 * @example
 * const condition = formatExpression(query);
 * await enos.otaJobs.search({ expression: condition });
 * @throws ExpressionError for `or`, `not` and nested groups, which the API does not have, and for a rule that is not
 *   filled in: it must never become an empty filter
 */
export function formatExpression(query: QueryRuleGroup): Condition | undefined {
  return adapter.formatExpression(query);
}

/**
 * Turns a condition into a query of the builder; lists stay lists.
 *
 * @example
 * const [query, setQuery] = useState(toRuleGroup(parseExpression("status = 'started'")));
 */
export function toRuleGroup(condition: Condition | undefined): EditableRuleGroup {
  return adapter.toRuleGroup(condition);
}

/** Tells which rules are wrong, with the sentence that says why, for `<QueryBuilder validator={validator} />`. */
export function validator(query: ValidatedQuery): Record<string, RuleValidation> {
  return adapter.validator(query);
}
