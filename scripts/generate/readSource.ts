import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkSpec } from "./checks/checkSpec.ts";
import type { Source } from "./source/source.ts";
import type { SpecDocument } from "./source/spec.ts";
import { located, SpecError } from "./source/specError.ts";
import { readYaml } from "./source/yaml.ts";

/** Where the spec stands in the repository. */
export const specFile = "spec/openapi.yaml";

/**
 * Reads the spec and checks it.
 *
 * @throws SpecError with file, line, column and a sentence for each problem
 */
export async function readSource(root: string): Promise<Source> {
  return parseSource(await readFile(join(root, specFile)));
}

/** `readSource` for the bytes of the file. */
export function parseSource(bytes: Uint8Array): Source {
  const file = readYaml(bytes, specFile);
  const problems = checkSpec(file.value);
  if (problems.length > 0) {
    throw new SpecError(
      problems.map((problem) => located(specFile, file.position(problem), problem.message)),
    );
  }
  return { document: file.value as SpecDocument };
}
