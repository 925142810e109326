import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Base, findBase } from "./base.ts";
import type { SpecChange } from "./change.ts";
import { type Bumps, neededBumps, packageVersion } from "./changesets.ts";
import { compareSpecs } from "./compare.ts";
import { fileAt } from "./git.ts";

/** The path of the spec in the repository. */
export const specFile = "spec/openapi.yaml";

/** How the spec in the working tree differs from an earlier one. */
export interface Comparison {
  readonly base: Base;
  readonly changes: readonly SpecChange[];
  readonly needed: Bumps;
}

/** Compares the spec in the working tree with that of a git revision. @default the revision that `findBase` returns */
export async function compareSince(root: string, revision?: string): Promise<Comparison> {
  const base = findBase(root, revision);
  if (base.commit === undefined) return { base, changes: [], needed: {} };
  const before = fileAt(root, base.commit, specFile);
  if (before === undefined) {
    const warning = `Nothing was compared: ${base.what} has no ${specFile}.`;
    return { base: { commit: undefined, warning }, changes: [], needed: {} };
  }
  const after = await readFile(join(root, specFile), "utf8");
  const changes = await compareSpecs(before, after);
  return { base, changes, needed: neededBumps(changes, await packageVersion(root, "client")) };
}
