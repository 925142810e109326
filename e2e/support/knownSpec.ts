import type { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { editSpec, type Path } from "./editSpec.ts";

const schemas: Path = ["components", "schemas"];
const expression: Path = [...schemas, "SearchRequest", "properties", "expression", "x-enos-expression"];

/**
 * Puts the parts of a copy's spec that a test is going to edit into a known state, and generates: the same edit may
 * have been made in the real spec already.
 */
export async function useKnownStatus(copy: RepositoryCopy): Promise<void> {
  await editSpec(
    copy,
    [[...expression, "fields", "status", "operators"], ["="]],
    [
      [...schemas, "JobStatus", "enum"],
      ["started", "stopped"],
    ],
  );
  await copy.generate();
}
