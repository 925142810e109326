import type { Path } from "./pointer.ts";
import { resolve, type SpecDocument } from "./spec.ts";

/** One response of the mock. */
export interface Scenario {
  readonly summary?: string;
  readonly status: number;
  /** The operations that can answer with it. */
  readonly operations: string[];
  readonly body: unknown;
}

/** Two different examples with one name. */
export class ScenarioConflict extends Error {
  readonly path: Path;

  constructor(name: string, path: Path) {
    super(`Two different response examples are named ${name}; scenario names must be unique.`);
    this.path = path;
  }
}

/** Every named example of a response: the responses that the mock can return on demand. */
export function readScenarios(document: SpecDocument): Record<string, Scenario> {
  const scenarios: Record<string, Scenario> = {};
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      for (const [status, reference] of Object.entries(operation.responses)) {
        const examples = resolve(document, reference).content?.["application/json"]?.examples ?? {};
        for (const [name, { summary, value }] of Object.entries(examples)) {
          const known = scenarios[name];
          if (known === undefined) {
            scenarios[name] = {
              ...(summary !== undefined && { summary }),
              status: Number(status),
              operations: [operation.operationId],
              body: value,
            };
          } else if (
            known.status === Number(status) &&
            JSON.stringify(known.body) === JSON.stringify(value)
          ) {
            known.operations.push(operation.operationId);
          } else {
            const place = ["paths", path, method, "responses", status, "content", "application/json"];
            throw new ScenarioConflict(name, [...place, "examples", name]);
          }
        }
      }
    }
  }
  return scenarios;
}
