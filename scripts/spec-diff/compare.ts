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
  const changes = [
    ...judgeOpenApi(await diff(before, after), before, after),
    ...compareFields(before, after),
    ...compareErrorCodes(before, after),
    ...compareLimits(before, after),
    ...compareScenarios(before, after),
  ];
  return (["breaking", "additive", "documentation"] as const).flatMap((impact: Impact) =>
    changes.filter((change) => change.impact === impact),
  );
}

/** Returns the strongest impact of these changes. */
export function impactOf(changes: readonly SpecChange[]): Impact | undefined {
  return strongest(changes.map(({ impact }) => impact));
}
