import { type Condition, parseExpression } from "@enos-ota/query";
import type { ReceivedRequest } from "../wire/receivedRequest.ts";

/** The part of a received request that the matcher reads. */
export type SearchedRequest = Pick<
  ReceivedRequest,
  "operation" | "condition" | "expression" | "code" | "status" | "scenario"
>;

/** A mock, a server, or one in another process (`connectMockServer`), whose requests have to be fetched. */
export interface Searched {
  readonly requests: readonly SearchedRequest[] | ((orgId?: string) => Promise<readonly SearchedRequest[]>);
}

/** What a matcher of vitest or jest returns. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Passes if the mock has received a search with this expression, whatever its white space, its quotes and the order
 * of what `and` joins; without an expression, if it has received any search. Register it with
 * `expect.extend({ toHaveSearchedFor })`; `@enos-ota/mock/vitest` and `@enos-ota/mock/jest` have the types.
 *
 * @throws ExpressionError if the expected expression is not valid itself
 *
 * @example
 * ```ts
 * expect(mock).toHaveSearchedFor("status = 'started'");
 * await expect(connectMockServer(url)).toHaveSearchedFor(otaJob.status.eq("started"));
 * ```
 */
export function toHaveSearchedFor(
  mock: { readonly requests: readonly SearchedRequest[] },
  expression?: string | Condition,
): MatcherResult;
export function toHaveSearchedFor(
  mock: Searched,
  expression?: string | Condition,
): MatcherResult | Promise<MatcherResult>;
export function toHaveSearchedFor(
  mock: Searched,
  expression?: string | Condition,
): MatcherResult | Promise<MatcherResult> {
  const wanted = expression === undefined ? undefined : parseExpression(String(expression));
  const requests = requestsOf(mock);
  if (typeof requests !== "function") return judge(requests, wanted);
  return requests().then((received) => judge(received, wanted));
}

function requestsOf(mock: unknown): Searched["requests"] {
  if (isSearched(mock)) return mock.requests;
  throw new Error(
    "toHaveSearchedFor takes a mock: expect(mock).toHaveSearchedFor(…), with what createMockOta returned.",
  );
}

function isSearched(mock: unknown): mock is Searched {
  if (typeof mock !== "object" || mock === null || !("requests" in mock)) return false;
  return Array.isArray(mock.requests) || typeof mock.requests === "function";
}

function judge(requests: readonly SearchedRequest[], wanted: Condition | undefined): MatcherResult {
  const searches = requests.filter(({ operation }) => operation === "searchOtaJobs");
  const pass = searches.some(({ condition }) => wanted === undefined || isSame(condition, wanted));
  const what = wanted === undefined ? "a search" : `a search for\n\n  ${wanted}\n`;
  return {
    pass,
    message: () => `Expected the mock ${pass ? "not " : ""}to have received ${what}\n${received(searches)}`,
  };
}

function isSame(condition: Condition | undefined, wanted: Condition): boolean {
  return condition !== undefined && sorted(condition) === sorted(wanted);
}

/** `and` has no order, nor has the list of `in`. */
function sorted({ comparisons }: Condition): string {
  const texts = comparisons.map(({ field, operator, value }) =>
    JSON.stringify([field, operator, Array.isArray(value) ? [...value].sort() : value]),
  );
  return texts.sort().join();
}

function received(searches: readonly SearchedRequest[]): string {
  if (searches.length === 0) return "It received no search at all.";
  const lines = searches.map(({ condition, expression, code, status, scenario }) => {
    const text = condition ?? (expression === undefined ? "(every job)" : `${expression} (not valid)`);
    return `  ${text}  → ${code ?? `HTTP ${status}`}${scenario === undefined ? "" : ` (${scenario})`}`;
  });
  return `It received:\n\n${lines.join("\n")}`;
}
