import { type Condition, parseExpression } from "@enos-ota/query";
import type { ReceivedRequest } from "./engine/requestLog.ts";

/** What has a list of requests: a mock, or a server. */
export interface Searched {
  readonly requests: readonly Pick<
    ReceivedRequest,
    "operation" | "condition" | "expression" | "code" | "status"
  >[];
}

/** What a matcher of vitest or jest gives back. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Passes if the mock has received a search with this expression, however it was spelled (white space, quotes);
 * without one, if it has received any search. `expect.extend({ toHaveSearchedFor })` in vitest and jest.
 *
 * @throws ExpressionError if the expected expression is not valid itself
 */
export function toHaveSearchedFor(mock: Searched, expression?: string | Condition): MatcherResult {
  const wanted = expression === undefined ? undefined : String(parseExpression(String(expression)));
  const searches = mock.requests.filter(({ operation }) => operation === "searchOtaJobs");
  const pass = searches.some(({ condition }) => wanted === undefined || String(condition) === wanted);
  const what = wanted === undefined ? "a search" : `a search for\n\n  ${wanted}\n`;
  return {
    pass,
    message: () => `Expected the mock ${pass ? "not " : ""}to have received ${what}\n${received(searches)}`,
  };
}

function received(searches: Searched["requests"]): string {
  if (searches.length === 0) return "It received no search at all.";
  const lines = searches.map(({ condition, expression, code, status }) => {
    const text = condition ?? (expression === undefined ? "(every job)" : `${expression} (not valid)`);
    return `  ${text}  → ${code ?? `HTTP ${status}`}`;
  });
  return `It received:\n\n${lines.join("\n")}`;
}
