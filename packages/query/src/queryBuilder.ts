// React Query Builder's shapes, written out here: its own types do not compile under `exactOptionalPropertyTypes` without
// `skipLibCheck`, and ours must. A test compiles both against each other.
import type { Condition } from "./condition.ts";
import { joinConditions } from "./conjunction.ts";
import { ExpressionError, refusal } from "./expressionError.ts";
import { readFilter } from "./objectFilter.ts";
import { operators } from "./operators.ts";
import { rulesOf } from "./rules.ts";
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
  /** `select` where the values are a closed list, `checkbox` for true and false. */
  valueEditorType?: "select" | "checkbox";
  /** Present for numbers. */
  inputType?: "number";
  /** The only values that the field can have. */
  values?: QueryOption[];
}

/** What the builder shows beside a rule: fine, or why not. */
export interface RuleValidation {
  valid: boolean;
  /** Sentences. */
  reasons?: string[];
}

/** What connects a table with React Query Builder. */
export interface QueryBuilderAdapter {
  readonly fields: QueryField[];
  formatExpression(query: QueryRuleGroup): Condition | undefined;
  toRuleGroup(condition: Condition | undefined): EditableRuleGroup;
  validator(query: ValidatedQuery): Record<string, RuleValidation>;
}

/** What the builder puts in the place of a field, an operator or a value that is not chosen yet. */
const placeholder = "~";

/** Connects a table with React Query Builder; react-querybuilder.ts documents the members. */
export function queryBuilderOf(table: Table): QueryBuilderAdapter {
  const rules = rulesOf(table);
  const fields = Object.entries(table.fields).map(([name, entry]) => fieldOf(name, entry));
  return { fields, formatExpression, toRuleGroup, validator };

  function formatExpression(query: QueryRuleGroup): Condition | undefined {
    refuseStructure(query);
    return joinConditions(rules, query.rules.filter(({ muted }) => !muted).map(conditionOf));
  }

  function validator(query: ValidatedQuery): Record<string, RuleValidation> {
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

  function conditionOf(rule: QueryRule | QueryRuleGroup): Condition {
    if ("rules" in rule)
      throw refused("This search has no groups: move the rules of the group to the outside.");
    const { field, operator, value } = rule;
    if (isMissing(field)) throw refused("This rule has no field yet. Choose one, or remove the rule.");
    if (isMissing(operator))
      throw refused(`The rule for ${field} has no operator yet. Choose one, or remove the rule.`);
    if (isMissing(value) || value === "") {
      throw refused(`The rule for ${field} has no value yet. Fill it in, or remove the rule.`);
    }
    return readFilter(rules, { [field]: filterValue(rule, entryOf(table, field)) });
  }
}

function fieldOf(name: string, { operators: allowed, type, values }: FieldEntry): QueryField {
  return {
    name,
    value: name,
    label: name,
    operators: allowed.map((operator) => option(operator, operators[operator].meaning)),
    ...(values && { valueEditorType: "select", values: values.map((value) => option(value, value)) }),
    ...(type === "boolean" && { valueEditorType: "checkbox" }),
    ...(type === "number" && { inputType: "number" }),
  };
}

function option(name: string, label: string): QueryOption {
  return { name, value: name, label };
}

function toRuleGroup(condition: Condition | undefined): EditableRuleGroup {
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

function isMissing(part: unknown): boolean {
  return part === undefined || part === null || part === placeholder;
}

/** The value as an object filter takes it. */
function filterValue({ operator, value }: QueryRule, entry: FieldEntry | undefined): unknown {
  if (operator === "like") return { like: value };
  if (operator === "in") return listOf(value, entry);
  if (operator === "=") return typed(value, entry);
  const allowed = entry?.operators.join(" or ") ?? "another one";
  throw refused(`The operator "${operator}" is none of this search. Use ${allowed}.`);
}

/** The builder's editors write a list as an array or, unless `listsAsArrays` is set, as a text with commas. */
function listOf(value: unknown, entry: FieldEntry | undefined): unknown {
  const list = typeof value === "string" ? value.split(",").map((part) => part.trim()) : value;
  return Array.isArray(list) ? list.map((part: unknown) => typed(part, entry)) : list;
}

/** The builder's editor for numbers keeps what was typed, a text. One that is no number stays as it is, to be refused. */
function typed(value: unknown, entry: FieldEntry | undefined): unknown {
  if (entry?.type !== "number" || typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

function refused(summary: string): ExpressionError {
  return refusal({ reason: "syntax", summary });
}
