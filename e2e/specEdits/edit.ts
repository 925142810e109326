import { operations } from "../../packages/client/src/generated/operations.ts";
import type { Change, Path } from "../support/editSpec.ts";

/** A realistic edit of the spec. */
export interface SpecEdit {
  readonly title: string;
  readonly changes: readonly Change[];
  /**
   * The decisions that are left to a person after `pnpm spec:update`: what each line of {@link Outcome.problems} has
   * to hold, in order. Empty where the edit asks nothing of a person.
   */
  readonly left: readonly string[];
}

export const schemas: Path = ["components", "schemas"];
export const job: Path = [...schemas, "JobInfo", "properties"];
export const expression: Path = [
  ...schemas,
  "SearchRequest",
  "properties",
  "expression",
  "x-enos-expression",
];
export const fields: Path = [...expression, "fields"];
export const pagination: Path = [...schemas, "PaginationRequest", "x-enos-pagination"];
export const codes: Path = ["x-enos-error-codes"];
export const search: Path = ["paths", operations.searchOtaJobs.path, "post"];
export const examples: Path = [...search, "responses", "200", "content", "application/json", "examples"];

/** An edit that asks nothing of a person. */
export function edit(title: string, ...changes: readonly Change[]): SpecEdit {
  return { title, changes, left: [] };
}

/** An edit that leaves these decisions to a person. */
export function deciding(title: string, changes: readonly Change[], left: readonly string[]): SpecEdit {
  return { title, changes, left };
}
