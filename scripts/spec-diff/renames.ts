import type { SpecChange } from "./change.ts";
import { sameSchema, subjectOf } from "./names.ts";
import { packagesOf } from "./packages.ts";
import type { RedoclyChange } from "./redocly.ts";

/** Something that was removed, and what came in its place. */
export interface Rename {
  readonly removed: RedoclyChange;
  readonly added: RedoclyChange;
}

/**
 * Finds properties that only changed their names: one was removed where one of the same schema was added. A user has
 * one thing to do there, not two. `redocly diff` finds those that are alike in their words, too.
 */
export function findRenames(changes: readonly RedoclyChange[]): {
  readonly renames: readonly Rename[];
  readonly rest: readonly RedoclyChange[];
} {
  const renames: Rename[] = [];
  for (const removed of changes.filter(({ kind }) => kind === "removed")) {
    const added = changes.filter((other) => other.kind === "added" && replaces(other, removed));
    const rivals = changes.filter(
      (other) => other.kind === "removed" && added[0] && replaces(added[0], other),
    );
    // Where several could be meant, nobody can tell which became which.
    if (added.length === 1 && rivals.length === 1 && added[0]) renames.push({ removed, added: added[0] });
  }
  const renamed = new Set(renames.flatMap(({ removed, added }) => [removed, added]));
  return { renames, rest: changes.filter((change) => !renamed.has(change)) };
}

function replaces(added: RedoclyChange, removed: RedoclyChange): boolean {
  if (added.typeName !== removed.typeName) return false;
  return (
    added.typeName === "Schema" &&
    parentOf(added.path) === parentOf(removed.path) &&
    added.path.includes("/properties/") &&
    sameSchema(added.revision?.value, removed.base?.value)
  );
}

/** Says what a new name means for users. */
export function describeRename({ removed, added }: Rename, base: object, revision: object): SpecChange {
  return {
    impact: "breaking",
    message: renamed(subjectOf(removed.path, base).text, subjectOf(added.path, revision).text),
    place: added.revision?.pointer ?? added.path,
    packages: packagesOf(added.path, revision, true),
  };
}

/** The sentence about a new name. */
export function renamed(old: string, now: string): string {
  return `${old} is now named ${now}: rename it in your code.`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
