import { defaultPageSize, firstPageNo, maximumPageSize } from "../generated/limits.ts";
import type { Profile } from "./profile.ts";

/** A body as the spec describes it, after what the profile tolerates was taken out. */
export interface Normalized {
  readonly body: unknown;
  /** The page size to answer with, where it is not that of the body. */
  readonly pageSize?: number;
}

/**
 * Rewrites what the profile tolerates in the body of a search, so that the schemas of the spec can check the rest:
 * sorters and unknown fields that are ignored, page numbers and sizes that are corrected.
 */
export function normalizeSearch(body: unknown, profile: Profile): Normalized {
  if (!isObject(body)) return { body };
  const { expression, pagination, ...unknown } = body;
  const normalized: Record<string, unknown> = profile.unknownFields === "ignored" ? {} : unknown;
  const isEveryJob = expression === "" && profile.emptyExpression === "everyJob";
  if (expression !== undefined && !isEveryJob) normalized["expression"] = expression;
  if (!isObject(pagination)) {
    return { body: { ...normalized, ...("pagination" in body && { pagination }) } };
  }
  const page = normalizePage(pagination, profile);
  const pageSize = Number(page["pageSize"]);
  if (profile.pageSizeAboveMaximum === "refused" || !(pageSize > maximumPageSize)) {
    return { body: { ...normalized, pagination: page } };
  }
  return {
    body: { ...normalized, pagination: { ...page, pageSize: maximumPageSize } },
    pageSize: profile.pageSizeAboveMaximum === "capped" ? maximumPageSize : pageSize,
  };
}

function normalizePage(
  { pageNo, pageSize, sorters, ...unknown }: Readonly<Record<string, unknown>>,
  profile: Profile,
): Record<string, unknown> {
  const isFirst = isBelow(firstPageNo, pageNo) && profile.pageNoBelowFirst === "firstPage";
  const isDefault = isBelow(1, pageSize) && profile.pageSizeBelowOne === "defaultSize";
  return {
    ...(pageNo !== undefined && { pageNo: isFirst ? firstPageNo : pageNo }),
    ...(pageSize !== undefined && { pageSize: isDefault ? defaultPageSize : pageSize }),
    ...(sorters !== undefined && profile.sorters === "refused" && { sorters }),
    ...(profile.unknownFields === "refused" && unknown),
  };
}

function isBelow(least: number, value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value < least;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
