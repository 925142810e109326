import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import parseChangeset from "@changesets/parse";
import { type Bump, bumpBetween, bumpFor, larger } from "./bumps.ts";
import type { PackageName, SpecChange } from "./change.ts";
import { fileAt } from "./git.ts";

/** The bump of each package; packages without a bump are omitted. */
export type Bumps = Partial<Record<PackageName, Bump>>;

const packages: readonly PackageName[] = ["cli", "client", "mock", "query"];

/** Returns the name under which a package is published. */
export function published(name: PackageName): string {
  return `@enos-ota/${name}`;
}

/** Returns the bumps that these changes require if the current version is `version`. */
export function neededBumps(changes: readonly SpecChange[], version: string): Bumps {
  const bumps: Bumps = {};
  for (const change of changes) {
    for (const name of change.packages) raise(bumps, name, bumpFor(change.impact, version));
  }
  return bumps;
}

/**
 * Returns the bumps that were declared since a commit: by changesets that were added or changed, and by package
 * versions that were raised, because `changeset version` replaces changesets with new versions.
 */
export async function declaredBumps(root: string, commit: string): Promise<Bumps> {
  const bumps: Bumps = {};
  for (const text of await newChangesets(root, commit)) {
    for (const { name: full, type } of parseChangeset(text).releases) {
      const name = packages.find((candidate) => published(candidate) === full);
      if (name !== undefined && type !== "none") raise(bumps, name, type);
    }
  }
  for (const name of packages) {
    const before = fileAt(root, commit, `packages/${name}/package.json`);
    if (before === undefined) continue;
    raise(bumps, name, bumpBetween(versionIn(before), await packageVersion(root, name)));
  }
  return bumps;
}

/** Returns the version in a package's package.json. */
export async function packageVersion(root: string, name: PackageName): Promise<string> {
  return versionIn(await readFile(join(root, `packages/${name}/package.json`), "utf8"));
}

function versionIn(text: string): string {
  const { version }: { readonly version: string } = JSON.parse(text);
  return version;
}

async function newChangesets(root: string, commit: string): Promise<readonly string[]> {
  const names = (await readdir(join(root, ".changeset"))).filter(
    (name) => name.endsWith(".md") && name !== "README.md",
  );
  const texts = await Promise.all(names.map((name) => readFile(join(root, ".changeset", name), "utf8")));
  return texts.filter((text, index) => fileAt(root, commit, `.changeset/${names[index]}`) !== text);
}

function raise(bumps: Bumps, name: PackageName, bump: Bump | undefined): void {
  const raised = larger(bumps[name], bump);
  if (raised !== undefined) bumps[name] = raised;
}
