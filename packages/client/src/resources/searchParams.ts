import { OtaConfigError } from "../errors.ts";
import { firstPageNo, maximumPageSize } from "../generated/limits.ts";
import type { Pagination } from "../paging/page.ts";

/**
 * A filter: the text that the API reads, or a value that prints itself as one, such as a condition of
 * `@enos-ota/query`.
 */
export type Expression = string | ExpressionValue;

/** A value that prints itself as an expression, such as a condition of `@enos-ota/query`. */
export interface ExpressionValue {
  /** The comparisons that must hold. */
  readonly comparisons: readonly object[];
  /** The expression as the API reads it. */
  toString(): string;
}

/** Which records to search. */
export interface SearchParams {
  /** The filter. Left out: every record of the organization. */
  readonly expression?: Expression | undefined;
  /** Which page to read, or where to begin while iterating. Left out: ten records, or pages of fifty while iterating. */
  readonly pagination?: PaginationParams | undefined;
}

/** Which page to read. */
export interface PaginationParams {
  /**
   * The number of the page, from 1.
   *
   * @default 1
   */
  readonly pageNo?: number | undefined;
  /** Records per page, from 1 to 200; the API recommends 50 at most. While iterating, less than 50 may be raised to 50. */
  readonly pageSize: number;
}

/** Checks which page was asked for. */
export function checkPagination(pagination: PaginationParams | undefined): Pagination | undefined {
  if (pagination === undefined) return undefined;
  const { pageNo = firstPageNo, pageSize } = pagination;
  check("pageNo", pageNo, firstPageNo, Number.MAX_SAFE_INTEGER, `of at least ${firstPageNo}`);
  check("pageSize", pageSize, 1, maximumPageSize, `from 1 to ${maximumPageSize}`);
  return { pageNo, pageSize };
}

/** Checks a filter and returns its text. */
export function checkExpression(expression: Expression | undefined): string | undefined {
  const text = expression === undefined ? undefined : String(expression);
  // The server might take an empty filter for none, and every job for a match.
  if (text?.trim() === "") {
    throw new OtaConfigError("The expression is empty; leave it out to search all jobs.", "expression");
  }
  return text;
}

function check(name: string, value: number, least: number, most: number, range: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new OtaConfigError(
    `pagination.${name} must be a whole number ${range}, not ${value}.`,
    `pagination.${name}`,
  );
}
