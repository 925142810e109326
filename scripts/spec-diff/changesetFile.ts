import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileAt } from "./git.ts";
import { renderChangeset } from "./report.ts";
import type { Comparison } from "./since.ts";

/** The changesets about the spec after {@link writeChangeset}: paths from the repository's root. */
export interface WrittenChangesets {
  /** The changeset about these changes; absent where users are not affected. */
  readonly current?: string;
  /** Whether {@link current} was written now. */
  readonly isNew: boolean;
  /** Other changesets about the spec, which a person has edited and which were therefore kept. */
  readonly kept: readonly string[];
}

/**
 * Writes the changeset that the changes of the spec require. The one of an earlier run is replaced, unless a person
 * has edited it: its name depends on the text that was written, so an edited text no longer fits its name.
 */
export async function writeChangeset(root: string, comparison: Comparison): Promise<WrittenChangesets> {
  const { base, changes, needed } = comparison;
  if (base.commit === undefined || changes.length === 0) return { isNew: false, kept: [] };
  const folder = join(root, ".changeset");
  const text = renderChangeset(changes, needed);
  const wanted = nameOf(text);
  const kept: string[] = [];
  let isNew = true;
  for (const name of await readdir(folder)) {
    if (!/^spec-[0-9a-f]{8}\.md$/.test(name)) continue;
    // One that was there before these changes belongs to other changes.
    if (fileAt(root, base.commit, `.changeset/${name}`) !== undefined) continue;
    // Even where its text was edited, its name says that it is about these changes.
    if (name === wanted) isNew = false;
    else if (name === nameOf(await readFile(join(folder, name), "utf8"))) await rm(join(folder, name));
    else kept.push(`.changeset/${name}`);
  }
  if (isNew) await writeFile(join(folder, wanted), text);
  return { current: `.changeset/${wanted}`, isNew, kept };
}

/** A file name that depends on the content, so that the changesets of two branches do not collide. */
function nameOf(text: string): string {
  return `spec-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.md`;
}
