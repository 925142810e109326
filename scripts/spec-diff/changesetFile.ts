import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageVersion } from "./changesets.ts";
import { fileAt } from "./git.ts";
import { renderChangesets } from "./report.ts";
import type { Comparison } from "./since.ts";

/** The changesets about the spec after {@link writeChangesets}: paths from the repository's root. */
export interface WrittenChangesets {
  /** Those that were written now. */
  readonly written: readonly string[];
  /** Those of an earlier run that are about the same changes, edited by a person or not. */
  readonly present: readonly string[];
  /** Those that a person has edited, and that are about other changes by now. */
  readonly kept: readonly string[];
}

/**
 * Writes the changesets that the changes of the spec require. Those of an earlier run are replaced, unless a person
 * has edited them: a name depends on the text that was written, so an edited text no longer fits its name.
 */
export async function writeChangesets(root: string, comparison: Comparison): Promise<WrittenChangesets> {
  const { base, changes } = comparison;
  if (base.commit === undefined) return { written: [], present: [], kept: [] };
  const folder = join(root, ".changeset");
  const version = await packageVersion(root, "client");
  const wanted = new Map(renderChangesets(changes, version).map((text) => [nameOf(text), text]));
  const present: string[] = [];
  const kept: string[] = [];
  for (const name of await readdir(folder)) {
    if (!/^spec-[0-9a-f]{8}\.md$/.test(name)) continue;
    // One that was there before these changes belongs to other changes.
    if (fileAt(root, base.commit, `.changeset/${name}`) !== undefined) continue;
    // Even where its text was edited, its name says that it is about these changes.
    if (wanted.delete(name)) present.push(`.changeset/${name}`);
    else if (name === nameOf(await readFile(join(folder, name), "utf8"))) await rm(join(folder, name));
    else kept.push(`.changeset/${name}`);
  }
  for (const [name, text] of wanted) await writeFile(join(folder, name), text);
  return { written: [...wanted.keys()].map((name) => `.changeset/${name}`), present, kept };
}

/** A file name that depends on the content, so that the changesets of two branches do not collide. */
function nameOf(text: string): string {
  return `spec-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.md`;
}
