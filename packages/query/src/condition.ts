import { refusal } from "./expressionError.ts";
import { writeLiteral } from "./literal.ts";
import { noConnective, tooLong } from "./messages.ts";
import type { ListOperator, Operator } from "./operators.ts";
import type { Rules } from "./rules.ts";
import type { Value } from "./table.ts";

/** One comparison of a field with a value (`=`, `like`) or with a list of values (`in`). Frozen. */
export type Comparison =
  | { readonly field: string; readonly operator: Exclude<Operator, ListOperator>; readonly value: Value }
  | { readonly field: string; readonly operator: ListOperator; readonly value: readonly Value[] };

/**
 * What a search filters by: one or more comparisons, all of which must hold. The language has only `and`, so there is
 * no tree. Frozen; keep it, share it and combine it with `and()`. Pass it as `expression` as it is: it prints itself.
 */
export interface Condition {
  /** The comparisons in the order in which they are printed; never empty. */
  readonly comparisons: readonly Comparison[];
  /** The expression as the API reads it, such as `productKey = 'a' and status = 'started'`. */
  toString(): string;
  /** The same text as `toString()`, so that `JSON.stringify` writes the expression. */
  toJSON(): string;
}

// Registered, so that the conditions of two copies of this package know each other.
const brand: unique symbol = Symbol.for("@enos-ota/query/Condition");

/** Whether a value is a condition, of this copy of the package or of another one. */
export function isCondition(value: unknown): value is Condition {
  return typeof value === "object" && value !== null && brand in value;
}

class ComparisonList implements Condition {
  readonly comparisons: readonly Comparison[];
  readonly #rules: Rules;
  /** Printed when it is needed first. */
  #text: string | undefined;

  constructor(rules: Rules, comparisons: readonly Comparison[], text: string | undefined) {
    this.comparisons = Object.freeze(comparisons);
    this.#rules = rules;
    this.#text = text;
    Object.freeze(this);
  }

  /** Whether these rules have checked the condition. Private members cannot be forged. */
  static isCheckedBy(rules: Rules, condition: object): boolean {
    return #rules in condition && condition.#rules === rules;
  }

  static #hasPrivateMembers(condition: object): boolean {
    return #rules in condition;
  }

  get [brand](): true {
    return true;
  }

  toString(): string {
    // A proxy around a condition, as frameworks make them, has no private members.
    if (!ComparisonList.#hasPrivateMembers(this)) return this.comparisons.map(printComparison).join(" and ");
    this.#text ??= joinTexts(this.#rules, this.comparisons.map(printComparison));
    return this.#text;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** Whether a condition was checked by these rules, so that its parts need not be checked again. */
export function isCheckedBy(rules: Rules, condition: object): boolean {
  return ComparisonList.isCheckedBy(rules, condition);
}

/**
 * Makes a condition of comparisons that have been checked. The list is frozen, so it must be the caller's own. With
 * the text, its length is checked too.
 *
 * @throws ExpressionError when the expression is longer than the rules allow
 */
export function conditionOf(rules: Rules, comparisons: readonly Comparison[], text?: string): Condition {
  if (text !== undefined && !(text.length <= rules.maxLength)) {
    throw refusal(tooLong(text.length, rules.maxLength));
  }
  return new ComparisonList(rules, comparisons, text);
}

/** Joins comparisons that have been checked. */
export function joinComparisons(rules: Rules, comparisons: readonly Comparison[]): Condition {
  return conditionOf(rules, comparisons, joinTexts(rules, comparisons.map(printComparison)));
}

/** Joins the texts of comparisons as the API reads them. */
export function joinTexts({ table }: Rules, texts: readonly string[]): string {
  if (texts.length === 1) return String(texts[0]);
  const connective = table.connectives[0];
  if (connective === undefined) throw refusal(noConnective());
  return texts.join(` ${connective} `);
}

/** Prints a comparison that has been checked. */
export function printComparison({ field, operator, value }: Comparison): string {
  return `${field} ${operator} ${typeof value === "object" ? `(${value.map(writeLiteral).join(", ")})` : writeLiteral(value)}`;
}
