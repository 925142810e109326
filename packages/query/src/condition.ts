import type { fields } from "./generated/fields.ts";
import { writeLiteral } from "./literal.ts";

/** The path of a field as an expression names it, such as `productKey` or `name.zh_CN`. */
export type FieldName = keyof typeof fields;

/** One comparison of a field with a value (`=`, `like`) or with a list of values (`in`). Frozen. */
export type Comparison =
  | { readonly field: FieldName; readonly operator: "=" | "like"; readonly value: string }
  | { readonly field: FieldName; readonly operator: "in"; readonly value: readonly string[] };

/**
 * What a search filters by: one or more comparisons that must all hold. The language has only `and`, so there is
 * no tree. Frozen; may be kept, shared and combined with `and()`. Pass it as `expression` as it is: it prints itself.
 */
export interface Condition {
  /** The comparisons in the order in which they are printed; never empty. */
  readonly comparisons: readonly Comparison[];
  /** The expression as the API reads it, such as `productKey = 'a' and status = 'started'`. */
  toString(): string;
  /** The same text as `toString()`, so that `JSON.stringify` writes the expression. */
  toJSON(): string;
}

function print({ field, operator, value }: Comparison): string {
  return `${field} ${operator} ${typeof value === "string" ? writeLiteral(value) : `(${value.map(writeLiteral).join(", ")})`}`;
}

class ComparisonList implements Condition {
  declare readonly comparisons: readonly Comparison[];

  constructor(comparisons: readonly Comparison[]) {
    this.comparisons = Object.freeze(comparisons);
    Object.freeze(this);
  }

  toString(): string {
    return this.comparisons.map(print).join(" and ");
  }

  toJSON(): string {
    return this.toString();
  }
}

/** Makes a condition of comparisons that have been checked. The list is frozen, so it must be the caller's own. */
export function conditionOf(comparisons: readonly Comparison[]): Condition {
  return new ComparisonList(comparisons);
}
