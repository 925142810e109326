import { type Check, type Checks, checkOptions, isFlag, isNumber, kindOf, wrongValue } from "../check.ts";
import { OtaConfigError } from "../errors.ts";
import { firstPageNo, maximumPageSize } from "../generated/limits.ts";
import type { components } from "../generated/openapi.ts";
import { isObject } from "../isObject.ts";
import { searchChecks } from "../optionChecks.ts";
import type { SearchOptions } from "../options.ts";
import type { Pagination } from "../paging/page.ts";
import type { WaitSettings } from "../paging/waitFor.ts";

/**
 * A filter: the text that the API reads, or a value that prints itself as one, such as a condition of
 * `@enos-ota/query`.
 */
export type Expression = string | ExpressionValue;

/** A value that prints itself as an expression, such as a condition of `@enos-ota/query`. */
export interface ExpressionValue {
  /** The comparisons that must hold. */
  readonly comparisons: readonly object[];
  /** Returns the expression as the API reads it. */
  toString(): string;
}

/** Which records to count. */
export interface CountParams {
  /** The filter. Left out: every record of the organization. */
  readonly expression?: Expression | undefined;
}

/** Which records to search. */
export interface SearchParams extends CountParams {
  /**
   * Which page to read, or where to begin while iterating. Left out: the API's first page, or pages of the recommended
   * size while iterating.
   */
  readonly pagination?: PaginationParams | undefined;
}

/** How many records a page has, as the spec describes it. */
type PageSize = Readonly<Pick<components["schemas"]["PaginationRequest"], "pageSize">>;

/** Which page to read. While iterating, pages smaller than recommended may be raised to the recommended size. */
export interface PaginationParams extends PageSize {
  /**
   * The number of the page, from 1.
   *
   * @default 1
   */
  readonly pageNo?: number | undefined;
}

/** Options of `waitFor()`: those of each search, and those of the wait. */
export interface WaitOptions extends SearchOptions, WaitSettings {}

/** Refuses an empty expression, too. Profile entry `emptyExpression`. */
const isExpression: Check = (option, value) => {
  const isCondition = isObject(value) && Array.isArray(value["comparisons"]);
  if (typeof value !== "string" && !isCondition) {
    throw wrongValue(option, "a text or a condition, such as one of @enos-ota/query", kindOf(value));
  }
  // The server might take an empty filter for none, and every record for a match.
  if (String(value).trim() === "") {
    throw new OtaConfigError("The expression is empty; leave it out to search all jobs.", option);
  }
};

const countChecks: Checks<CountParams> = { expression: isExpression };

/**
 * Refuses what the API may refuse, cap or ignore. Profile entries `pageNoBelowFirst`, `pageSizeBelowOne`,
 * `pageSizeAboveMaximum` and, by not knowing them, `sorters`.
 */
const paginationChecks: Checks<PaginationParams> = {
  pageNo: isNumber({ least: firstPageNo, whole: true }),
  pageSize: isNumber({ least: 1, most: maximumPageSize, whole: true }),
};

/** Refuses fields that the API does not know. Profile entry `unknownFields`. */
const paramChecks: Checks<SearchParams> = {
  ...countChecks,
  pagination: (option, value) => {
    checkOptions("search()", value, paginationChecks, `${option}.`);
    if (isObject(value) && value["pageSize"] === undefined) {
      throw new OtaConfigError(`${option}.pageSize is missing.`, `${option}.pageSize`);
    }
  },
};

const waitChecks: Checks<WaitOptions> = {
  ...searchChecks,
  intervalMs: isNumber({ least: 0, unit: "milliseconds" }),
  deadlineMs: isNumber({ least: 0, unit: "milliseconds" }),
  allowEmpty: isFlag,
};

/** Checks the arguments of a search. A filter that is not understood must not become a search for everything. */
export function checkSearch(where: string, params: SearchParams, options: SearchOptions): void {
  checkParams(where, params, paramChecks);
  checkOptions(where, options, searchChecks);
}

/** Checks the arguments of a count. */
export function checkCount(params: CountParams, options: SearchOptions): void {
  checkParams("count()", params, countChecks);
  checkOptions("count()", options, searchChecks);
}

/** Checks the arguments of a wait, but for the predicate. */
export function checkWait(params: SearchParams, options: WaitOptions): void {
  checkParams("waitFor()", params, paramChecks);
  checkOptions("waitFor()", options, waitChecks);
}

function checkParams<T extends object>(where: string, params: T, checks: Checks<T>): void {
  const name = where.replace("()", "");
  if (typeof params === "string" || Array.isArray(Object(params).comparisons)) {
    throw new OtaConfigError(
      `${where} takes an object; pass the filter as ${name}({ expression: … }).`,
      "expression",
    );
  }
  checkOptions(where, params, checks);
}

/** The page that was asked for, complete. */
export function toPagination(params: PaginationParams | undefined): Pagination | undefined {
  return params && { pageNo: params.pageNo ?? firstPageNo, pageSize: params.pageSize };
}
