import type { Impact } from "./change.ts";

/** A semver bump, as Changesets names it. */
export type Bump = "patch" | "minor" | "major";

/**
 * The version policy: the bump that each kind of change requires.
 * For 0.x versions, npm's `^0.1.0` accepts 0.1.5 but not 0.2.0, so a breaking change is a minor bump and every other
 * change a patch. From 1.0.0 on, the usual rules of semver apply.
 */
export const bumpPolicy = {
  "0.x": { breaking: "minor", additive: "patch", documentation: "patch" },
  "1.0.0 and above": { breaking: "major", additive: "minor", documentation: "patch" },
} as const satisfies Record<string, Record<Impact, Bump>>;

/** Returns the bump that a change requires if the current version is `version`. */
export function bumpFor(impact: Impact, version: string): Bump {
  return bumpPolicy[version.startsWith("0.") ? "0.x" : "1.0.0 and above"][impact];
}

const steps: readonly (Bump | undefined)[] = [undefined, "patch", "minor", "major"];

/** Returns whether the declared bump is at least as large as the needed one. */
export function covers(declared: Bump | undefined, needed: Bump | undefined): boolean {
  return steps.indexOf(declared) >= steps.indexOf(needed);
}

/** Returns the larger of two bumps. */
export function larger(one: Bump | undefined, other: Bump | undefined): Bump | undefined {
  return covers(one, other) ? one : other;
}

/** Returns the bump between two versions, or undefined if they are equal. */
export function bumpBetween(from: string, to: string): Bump | undefined {
  const [a, b] = [from.split("."), to.split(".")];
  const index = a.findIndex((part, position) => part !== b[position]);
  return index < 0 ? undefined : ((["major", "minor"] as const)[index] ?? "patch");
}
