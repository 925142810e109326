import type { SpecDocument } from "../source/spec.ts";
import type { SpecProblem } from "../source/specError.ts";
import { checkAgreements } from "./agreements.ts";
import { checkExamples } from "./examples.ts";
import { checkExpressions } from "./expressions.ts";
import { checkExtensions } from "./extensions.ts";
import { checkProvenance } from "./provenance.ts";
import { checkReferences } from "./references.ts";
import { checkSchemas } from "./schemas.ts";

/**
 * Checks all that the generator relies on. Each group needs what the groups before it have checked, so the problems
 * of the first group that has any are returned.
 *
 * @returns the problems; with none, the document is a {@link SpecDocument}
 */
export function checkSpec(document: unknown): readonly SpecProblem[] {
  const groups = [
    () => checkExtensions(document),
    () => [...checkReferences(document), ...checkSchemas(document), ...checkProvenance(document)],
    () => {
      const spec = document as SpecDocument;
      return [...checkAgreements(spec), ...checkExpressions(spec), ...checkExamples(spec)];
    },
  ];
  for (const check of groups) {
    const problems = check();
    if (problems.length > 0) return problems;
  }
  return [];
}
