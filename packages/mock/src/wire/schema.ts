import type { Problem, Validator } from "../generated/validators.js";

/** The first problem of a value, in words. */
export interface SchemaProblem {
  /** Which part of the value, such as `pagination.pageSize`. */
  readonly name: string;
  /** What is wrong with it, such as `must be <= 200`. */
  readonly text: string;
}

/** A value that matches its schema, or what is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly problem?: never }
  | { readonly value?: never; readonly problem: SchemaProblem };

/** Checks a value against a schema of the spec. */
export function check<T>(validator: Validator<T>, value: unknown): Checked<T> {
  return validator(value) ? { value } : { problem: firstProblem(validator.errors?.[0]) };
}

function firstProblem(problem: Problem | undefined): SchemaProblem {
  if (!problem) return { name: "body", text: "does not match the spec" };
  const path = problem.instancePath.slice(1).replaceAll("/", ".");
  return { name: [path, memberOf(problem)].filter(Boolean).join(".") || "body", text: textOf(problem) };
}

/** The property that a rule about properties names. */
function memberOf({ keyword, params }: Problem): string {
  const member = keyword === "required" ? params["missingProperty"] : params["additionalProperty"];
  return typeof member === "string" ? member : "";
}

function textOf({ keyword, params, message }: Problem): string {
  if (keyword === "required") return `${params["missingProperty"]} is missing`;
  if (keyword === "additionalProperties") return "is not known to the API";
  if (keyword === "enum") return `must be one of ${JSON.stringify(params["allowedValues"])}`;
  return message ?? "does not match the spec";
}
