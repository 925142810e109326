import type { Source } from "./document.ts";
import { literal } from "./literal.ts";
import { resolve, type SpecDocument } from "./spec.ts";

/** One answer of the mock. */
export interface Scenario {
  readonly summary?: string;
  readonly status: number;
  readonly operations: string[];
  readonly body: unknown;
}

/** The scenario table of the mock package. */
export function renderScenarios({ document }: Source): string {
  return `
/** The named examples of the spec: the answers that the mock gives on demand. */
export const scenarios = ${literal(readScenarios(document))} as const;
`;
}

/** Every named example of a response: the answers that the mock can give on demand. */
export function readScenarios(document: SpecDocument): Record<string, Scenario> {
  const scenarios: Record<string, Scenario> = {};
  for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
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
        } else if (known.status === Number(status) && JSON.stringify(known.body) === JSON.stringify(value)) {
          known.operations.push(operation.operationId);
        } else {
          throw new Error(
            `spec: two different response examples are named ${name}; scenario names must be unique`,
          );
        }
      }
    }
  }
  return scenarios;
}
