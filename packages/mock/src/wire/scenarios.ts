import { scenarios } from "../generated/scenarios.ts";
import { type Answer, answer } from "./answer.ts";

/** Name of a named example of the spec. */
export type ScenarioName = keyof typeof scenarios;

/** A named example of the spec: an answer that the mock returns on request. */
export interface Scenario {
  readonly status: number;
  /** The operations that the spec shows it for. */
  readonly operations: readonly string[];
  readonly body: unknown;
}

/** Every named example. */
export const allScenarios: Readonly<Record<string, Scenario>> = scenarios;

/** Returns a named example as an answer. `detail` goes into the message of a gateway error, in brackets. */
export function exampleOf(name: ScenarioName, detail?: string): Answer {
  const { status, body } = scenarios[name];
  if (detail === undefined || !("message" in body)) return answer(status, body);
  return answer(status, { message: `${body.message} (${detail})` });
}
