import { type Answer, answer, gatewayError } from "../wire/answer.ts";
import type { OperationId } from "../wire/routes.ts";
import { allScenarios } from "../wire/scenarios.ts";

/**
 * Answers with the example that a `Prefer` header asks for in the way of Prism: `Prefer: example=empty` or
 * `Prefer: code=429`. Returns undefined if the header asks for none.
 */
export function preferred(header: string | null | undefined, operation: OperationId): Answer | undefined {
  if (!header) return undefined;
  const wanted = new Map(header.split(/[,;]/).map((part) => pair(part)));
  const example = wanted.get("example");
  const code = wanted.get("code");
  if (example === undefined && code === undefined) return undefined;
  const possible = Object.entries(allScenarios).filter(([, scenario]) =>
    scenario.operations.includes(operation),
  );
  const found = possible.find(
    ([name, { status }]) =>
      (example === undefined || name === example) && (code === undefined || status === Number(code)),
  );
  if (found) return answer(found[1].status, found[1].body);
  const names = possible.map(([name, { status }]) => `${name} (${status})`).join(", ");
  return gatewayError(
    400,
    `No example of ${operation} matches the header "Prefer: ${header}"; there are ${names}.`,
  );
}

function pair(part: string): readonly [string, string] {
  const [name = "", value = ""] = part.split("=");
  return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
}
