import { pathOf, placesOf, valueAt } from "../source/pointer.ts";
import type { SpecProblem } from "../source/specError.ts";

/** Checks that every `$ref` leads to something in this file: the mock serves the document as one piece. */
export function checkReferences(document: unknown): readonly SpecProblem[] {
  const problems: SpecProblem[] = [];
  for (const { path, value } of placesOf(document)) {
    if (path.at(-1) !== "$ref" || path.at(-2) === "properties") continue;
    if (typeof value !== "string" || !value.startsWith("#/")) {
      problems.push({
        path,
        message: `The reference ${value} leaves the file; only references that begin with #/ are allowed.`,
      });
    } else if (valueAt(document, pathOf(value)) === undefined) {
      problems.push({
        path,
        message: `The reference ${value} cannot be resolved: nothing in this file has that path.`,
      });
    }
  }
  return problems;
}
