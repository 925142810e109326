import { assumptions } from "../core/assumptions.ts";
import type { SearchRequest } from "../core/search.ts";
import type { components } from "../generated/openapi.ts";
import {
  type Problem,
  searchRequest,
  tokenRefreshRequest,
  tokenRequest,
  type Validator,
} from "../generated/validators.js";
import type { WireRequest } from "./wire.ts";

type TokenRequest = components["schemas"]["TokenRequest"];
type TokenRefreshRequest = components["schemas"]["TokenRefreshRequest"];

/** A body that fits its schema, or what is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly problem?: never }
  | { readonly value?: never; readonly problem: { readonly name: string; readonly text: string } };

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads the bytes as JSON. Undefined if they are none. */
export function readJson(request: WireRequest): { readonly json: unknown } | undefined {
  const [type = ""] = (request.headers.get("content-type") ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") return undefined;
  try {
    return { json: JSON.parse(decoder.decode(request.body)) };
  } catch {
    return undefined;
  }
}

/** Says what is wrong with the query of a search; undefined if it is as the spec wants it. */
export function queryProblem(query: URLSearchParams): string | undefined {
  for (const name of ["action", "orgId"]) {
    const values = query.getAll(name);
    // The sentence of the documentation's sample.
    if (!values[0]) return assumptions.invalidArgument(name, `${name} is missing`);
    if (values.length > 1)
      return assumptions.invalidArgument(name, `${name} is given ${values.length} times`);
  }
  const action = query.get("action");
  return action === "search" ? undefined : assumptions.invalidArgument("action", `must be "search"`);
}

/** Checks the body of a search. */
export function checkSearch(body: unknown): Checked<SearchRequest> {
  return check<SearchRequest>(searchRequest, body);
}

/** Checks the body of a token call. */
export function checkToken(body: unknown): Checked<TokenRequest> {
  return check<TokenRequest>(tokenRequest, body);
}

/** Checks the body of a refresh call. */
export function checkTokenRefresh(body: unknown): Checked<TokenRefreshRequest> {
  return check<TokenRefreshRequest>(tokenRefreshRequest, body);
}

function check<T>(validator: Validator, value: unknown): Checked<T> {
  if (fits<T>(validator, value)) return { value };
  return { problem: firstProblem(validator) };
}

function fits<T>(validator: Validator, value: unknown): value is T {
  return validator(value);
}

/** The first thing that a validator found, in words: what is meant, and what is wrong with it. */
export function firstProblem({ errors }: Validator): { readonly name: string; readonly text: string } {
  const problem = errors?.[0];
  if (!problem) return { name: "body", text: "does not fit the spec" };
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
  return message ?? "does not fit the spec";
}
