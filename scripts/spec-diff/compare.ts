import { parse } from "yaml";
import type { SpecDocument } from "../generate/source/spec.ts";
import { type Impact, type SpecChange, strongest } from "./change.ts";
import { compareErrorCodes } from "./errorCodes.ts";
import { compareFields } from "./fields.ts";
import { compareLimits } from "./limits.ts";
import { judgeOpenApi } from "./openapi.ts";
import { redoclyDiff } from "./redocly.ts";
import { compareScenarios } from "./scenarios.ts";

/**
 * Returns every change between two versions of the spec that users may notice, strongest impact first.
 * Both versions are the text of an openapi.yaml; comments and formatting are ignored.
 */
export async function compareSpecs(
  base: string,
  revision: string,
  diff: typeof redoclyDiff = redoclyDiff,
): Promise<readonly SpecChange[]> {
  if (base === revision) return [];
  const [before, after]: [SpecDocument, SpecDocument] = [parse(base), parse(revision)];
  // A new name of an operation is one change, and not one of each thing that belongs to the operation.
  const named = withOperationIdsOf(after, before);
  const changes = [
    ...judgeOpenApi(await diff(before, after), before, after),
    ...compareFields(before, after),
    ...compareErrorCodes(before, after),
    ...compareLimits(named, after),
    ...compareScenarios(named, after),
  ];
  return (["breaking", "additive", "documentation"] as const).flatMap((impact: Impact) =>
    changes.filter((change) => change.impact === impact),
  );
}

/** The document with the names that operations of the same path and method have in another. */
function withOperationIdsOf(other: SpecDocument, document: SpecDocument): SpecDocument {
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => {
        const { operationId } = other.paths[path]?.[method] ?? operation;
        return [method, { ...operation, operationId }];
      }),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Returns the strongest impact of these changes. */
export function impactOf(changes: readonly SpecChange[]): Impact | undefined {
  return strongest(changes.map(({ impact }) => impact));
}
