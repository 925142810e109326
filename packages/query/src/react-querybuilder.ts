// React Query Builder's shapes, written out here: its own types do not compile under `exactOptionalPropertyTypes` without
// `skipLibCheck`, and ours must. A test compiles both against each other.
import type { Condition } from "./condition.ts";
import { ExpressionError, refusal } from "./expressionError.ts";
import { otaJobTable } from "./generated/fields.ts";
import { and, where } from "./index.ts";
import { operators } from "./operators.ts";
import { entryOf, type FieldEntry, type Table } from "./table.ts";

/** A rule as React Query Builder 8 keeps it: one comparison. */
export interface QueryRule {
  readonly id?: string | undefined;
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
  /** Whether the rule is switched off: it is shown, and left out of the expression. */
  readonly muted?: boolean | undefined;
}

/** A group of rules as React Query Builder 8 keeps it. */
export interface QueryRuleGroup {
  readonly id?: string | undefined;
  readonly combinator: string;
  readonly not?: boolean | undefined;
  readonly muted?: boolean | undefined;
  readonly rules: readonly (QueryRule | QueryRuleGroup)[];
}

/** What the builder passes to a validator: a group, also one with independent combinators. */
export interface ValidatedQuery {
  readonly id?: string | undefined;
  readonly combinator?: string | undefined;
  readonly not?: boolean | undefined;
  readonly rules: readonly unknown[];
}

/** A group that the builder can take over and change. */
export interface EditableRuleGroup {
  combinator: string;
  rules: { field: string; operator: string; value: unknown }[];
}

/** A choice in one of the builder's lists. */
export interface QueryOption {
  name: string;
  /** The same as `name`: the builder's lists read one, its editors the other. */
  value: string;
  label: string;
  /** The builder lets applications add properties of their own. */
  [property: string]: unknown;
}

/** A field as the builder offers it. */
export interface QueryField extends QueryOption {
  /** The operators that the API allows for the field. */
  operators: QueryOption[];
  /** Present where the values are a closed list. */
  valueEditorType?: "select";
  /** The only values that the field can have. */
  values?: QueryOption[];
}

/** What the builder shows beside a rule: fine, or why not. */
export interface RuleValidation {
  valid: boolean;
  /** Sentences. */
  reasons?: string[];
}

const table: Table = otaJobTable;

/** What the builder puts in the place of a field, an operator or a value that is not chosen yet. */
const placeholder = "~";

/**
 * The fields of OTA jobs for `<QueryBuilder fields={fields} />`, each with its own operators and, where they are closed,
 * its values. The operators have the API's names.
 */
export const fields: QueryField[] = Object.entries(table.fields).map(([name, entry]) => ({
  name,
  value: name,
  label: name,
  operators: entry.operators.map((operator) => option(operator, operators[operator].meaning)),
  ...(entry.values && {
    valueEditorType: "select" as const,
    values: entry.values.map((value) => option(value, value)),
  }),
}));

function option(name: string, label: string): QueryOption {
  return { name, value: name, label };
}

/**
 * Turns a query of the builder into a condition. Rules that are muted are left out; a query without rules gives
 * `undefined`, a search for every job.
 *
 * @example
 * const condition = formatExpression(query);
 * await enos.otaJobs.search({ expression: condition });
 * @throws ExpressionError for `or`, `not` and nested groups, which the API does not have, and for a rule that is not
 *   filled in: it must never become an empty filter
 */
export function formatExpression(query: QueryRuleGroup): Condition | undefined {
  refuseStructure(query);
  const rules = query.rules.filter(({ muted }) => !muted);
  return and(...rules.map(conditionOf));
}

/**
 * Turns a condition into a query of the builder; lists stay lists.
 *
 * @example
 * const [query, setQuery] = useState(toRuleGroup(parseExpression("status = 'started'")));
 */
export function toRuleGroup(condition: Condition | undefined): EditableRuleGroup {
  const rules = condition?.comparisons ?? [];
  return {
    combinator: "and",
    rules: rules.map(({ field, operator, value }) => ({
      field,
      operator,
      value: Array.isArray(value) ? [...value] : value,
    })),
  };
}

/** Tells which rules are wrong, with the sentence that says why, for `<QueryBuilder validator={validator} />`. */
export function validator(query: ValidatedQuery): Record<string, RuleValidation> {
  const results: Record<string, RuleValidation> = {};
  const note = (id: string | undefined, check: () => unknown): void => {
    if (id === undefined) return;
    const problem = problemOf(check);
    results[id] = problem === undefined ? { valid: true } : { valid: false, reasons: [problem] };
  };
  note(query.id, () => refuseStructure(query));
  for (const rule of query.rules) if (isPart(rule)) note(rule.id, () => conditionOf(rule));
  return results;
}

/** With independent combinators, the builder puts their names between the rules. */
function isPart(part: unknown): part is QueryRule | QueryRuleGroup {
  return typeof part === "object" && part !== null;
}

function problemOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.summary;
    throw error;
  }
}

function refuseStructure({ combinator, not, rules }: ValidatedQuery): void {
  if (not) throw refused("This search has no not. Remove it, or filter the jobs that were found.");
  const other = combinator === undefined ? rules.find((part) => part === "or") : combinator;
  if (typeof other === "string" && other.toLowerCase() !== "and" && rules.length > 1) {
    throw refused(
      `This search has no ${other}: use in for several values of one field, or search once for each alternative.`,
    );
  }
}

function conditionOf(rule: QueryRule | QueryRuleGroup): Condition {
  if ("rules" in rule)
    throw refused("This search has no groups: move the rules of the group to the outside.");
  const { field, operator, value } = rule;
  if (isMissing(field)) throw refused("This rule has no field yet. Choose one, or remove the rule.");
  const entry = entryOf(table, field);
  if (isMissing(operator))
    throw refused(`The rule for ${field} has no operator yet. Choose one, or remove the rule.`);
  if (isMissing(value) || value === "") {
    throw refused(`The rule for ${field} has no value yet. Fill it in, or remove the rule.`);
  }
  return where({ [field]: filterValue(rule, entry) });
}

function isMissing(part: unknown): boolean {
  return part === undefined || part === null || part === placeholder;
}

/** The value as `where()` takes it. */
function filterValue({ operator, value }: QueryRule, entry: FieldEntry | undefined): unknown {
  if (operator === "like") return { like: value };
  if (operator === "in") return listOf(value);
  if (operator === "=") return value;
  const allowed = entry?.operators.join(" or ") ?? "another one";
  throw refused(`The operator "${operator}" is none of this search. Use ${allowed}.`);
}

/** The builder's editors write a list as an array or, unless `listsAsArrays` is set, as a text with commas. */
function listOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value.split(",").map((part) => part.trim());
}

function refused(summary: string): ExpressionError {
  return refusal({ reason: "syntax", summary });
}
