import { readScenarios } from "../generate/source/scenarios.ts";
import type { SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/** Returns the changes of the mock's scenarios, which are the named response examples of the spec. */
export function compareScenarios(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const [before, after] = [readScenarios(base), readScenarios(revision)];
  const changes: SpecChange[] = [];
  for (const [name, old] of Object.entries(before)) {
    const now = after[name];
    if (now === undefined) {
      add("breaking", name, `The scenario \`${name}\` was removed.`);
    } else if (now.status !== old.status) {
      add(
        "breaking",
        name,
        `The scenario \`${name}\` now responds with status ${now.status} instead of ${old.status}.`,
      );
    } else if (old.operations.some((operation) => !now.operations.includes(operation))) {
      add(
        "breaking",
        name,
        `The scenario \`${name}\` is now available only for ${now.operations.join(", ")}.`,
      );
    } else if (now.operations.some((operation) => !old.operations.includes(operation))) {
      add("additive", name, `The scenario \`${name}\` is now available for ${now.operations.join(", ")}.`);
    } else if (JSON.stringify([old.summary, old.body]) !== JSON.stringify([now.summary, now.body])) {
      // Only the names of scenarios are part of the public API; tests should not depend on the sample data.
      add("documentation", name, `The sample data of the scenario \`${name}\` changed.`);
    }
  }
  for (const name of Object.keys(after)) {
    if (!(name in before)) add("additive", name, `The scenario \`${name}\` was added.`);
  }
  return changes;

  function add(impact: Impact, name: string, message: string): void {
    changes.push({ impact, message, place: `#/…/examples/${name}`, packages: ["mock"] });
  }
}
