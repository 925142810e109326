import type { OperationId } from "./routes.ts";
import { allScenarios } from "./scenario.ts";
import { type Answer, answer, gatewayError } from "./wire.ts";

/** Prism's own way to ask for an example: `Prefer: example=empty` or `Prefer: code=429`. Undefined without one. */
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
  return gatewayError(400, `No example of ${operation} fits "Prefer: ${header}"; there are ${names}.`);
}

function pair(part: string): readonly [string, string] {
  const [name = "", value = ""] = part.split("=");
  return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
}
