import { readScenarios } from "../source/scenarios.ts";
import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** The scenario table of the mock package. */
export function renderScenarios({ document }: Source): string {
  return `
/** The named examples of the spec: the responses that the mock returns on demand. */
export const scenarios = ${literal(readScenarios(document))} as const;
`;
}
