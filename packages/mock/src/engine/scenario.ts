import { scenarios } from "../generated/scenarios.ts";
import { type Answer, answer } from "./wire.ts";

/** Name of a named example of the spec. */
export type ScenarioName = keyof typeof scenarios;

/** A named example of the spec: an answer that the mock gives on demand. */
export interface Scenario {
  readonly status: number;
  readonly operations: readonly string[];
  readonly body: unknown;
}

/** Every named example. */
export const allScenarios: Readonly<Record<string, Scenario>> = scenarios;

/** A named example as the answer that it is. */
export function exampleOf(name: ScenarioName): Answer {
  const { status, body } = scenarios[name];
  return answer(status, body);
}

/**
 * The example of that name.
 *
 * @throws Error that lists the names, if there is none
 */
export function scenarioOf(name: string): Scenario {
  const scenario = Object.hasOwn(allScenarios, name) ? allScenarios[name] : undefined;
  if (scenario) return scenario;
  throw new Error(`There is no scenario "${name}". There are: ${Object.keys(allScenarios).join(", ")}.`);
}
