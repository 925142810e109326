import { riskOf } from "./risk.ts";
import type { Table } from "./table.ts";

/**
 * The longest expression that is built or parsed unless `maxLength` says otherwise, in UTF-16 code units. EnOS
 * documents no limit; this one keeps a mistake from becoming a request of megabytes. Profile entry `longestExpression`.
 */
export const defaultMaxLength = 65_536;

/** How strictly expressions are built and parsed. */
export interface ExpressionOptions {
  /**
   * The longest expression that is accepted, in UTF-16 code units. EnOS documents no limit.
   *
   * @default 65536
   */
  readonly maxLength?: number | undefined;
  /**
   * Also refuses values that some servers could read differently from what they say: a single quote (which must be
   * written in double quotes), a backslash, `%` and `_` in `like`, and full-width quotes and backslashes.
   *
   * @default false
   */
  readonly strictLiterals?: boolean | undefined;
}

/** A table with the options of those who use it. */
export interface Rules<T extends Table = Table> {
  readonly table: T;
  readonly maxLength: number;
  /** Why a text that can be written is refused all the same; set by `strictLiterals`. */
  readonly riskOf?: typeof riskOf | undefined;
}

/** The rules of a table without options. */
export function rulesOf<T extends Table>(table: T): Rules<T> {
  return { table, maxLength: defaultMaxLength };
}

/** The same rules with some of the options changed. */
export function withOptions<T extends Table>(
  rules: Rules<T>,
  options: ExpressionOptions | undefined,
): Rules<T> {
  if (!options) return rules;
  const { maxLength = rules.maxLength, strictLiterals = rules.riskOf !== undefined } = options;
  return { table: rules.table, maxLength, riskOf: strictLiterals ? riskOf : undefined };
}
