import type { Impact, SpecChange } from "./change.ts";
import { type Bumps, neededBumps, published } from "./changesets.ts";

const titles: Readonly<Record<Impact, string>> = {
  breaking: "Breaking",
  additive: "Additive",
  documentation: "Documentation",
};

/** Formats the changes as text, grouped by impact. */
export function reportChanges(changes: readonly SpecChange[]): string {
  if (changes.length === 0) return "No changes that affect users.";
  const groups = Map.groupBy(changes, ({ impact }) => impact);
  return [...groups]
    .map(([impact, group]) => {
      const lines = group.map(
        ({ message, place, packages }) => `  ${message}\n    ${place} (${packages.join(", ")})`,
      );
      return `${titles[impact]}:\n${lines.join("\n")}`;
    })
    .join("\n\n");
}

/** Formats the bumps as text. */
export function reportBumps(bumps: Bumps): string {
  const list = Object.entries(bumps).map(([name, bump]) => `${name} ${bump}`);
  return list.join(", ") || "none";
}

/**
 * Renders the changeset files for `changeset version`: one for each set of packages, because every package that a
 * changeset names gets all its text into its changelog.
 */
export function renderChangesets(changes: readonly SpecChange[], version: string): readonly string[] {
  const groups = Map.groupBy(changes, (change) => [...change.packages].sort().join());
  return [...groups.values()].map((group) => renderChangeset(group, neededBumps(group, version)));
}

function renderChangeset(changes: readonly SpecChange[], bumps: Bumps): string {
  const releases = Object.entries(bumps).map(
    ([name, bump]) => `"${published(name as keyof Bumps)}": ${bump}\n`,
  );
  const groups = Map.groupBy(changes, ({ impact }) => impact);
  const sections = [...groups].map(
    ([impact, group]) =>
      `${titles[impact]}:\n\n${[...new Set(group.map(({ message }) => `- ${message}\n`))].join("")}`,
  );
  return `---\n${releases.join("")}---\n\nThe API's specification changed.\n\n${sections.join("\n")}`;
}
