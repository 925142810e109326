import type { Impact } from "./change.ts";

/** A semver step, as changesets names it. */
export type Bump = "patch" | "minor" | "major";

/**
 * The bump that each kind of change needs: the whole version policy.
 * While versions are 0.x, npm's `^0.1.0` accepts 0.1.5 but not 0.2.0: the minor is the number that warns,
 * so a breaking change is a minor and all else a patch. From 1.0.0 on semver's usual meaning holds.
 */
export const bumpPolicy = {
  "0.x": { breaking: "minor", additive: "patch", documentation: "patch" },
  "1.0.0 and above": { breaking: "major", additive: "minor", documentation: "patch" },
} as const satisfies Record<string, Record<Impact, Bump>>;

/** The bump that a change needs from this version on. */
export function bumpFor(impact: Impact, version: string): Bump {
  return bumpPolicy[version.startsWith("0.") ? "0.x" : "1.0.0 and above"][impact];
}

const steps: readonly (Bump | undefined)[] = [undefined, "patch", "minor", "major"];

/** Whether the first bump is as large as the second, or larger. */
export function covers(declared: Bump | undefined, needed: Bump | undefined): boolean {
  return steps.indexOf(declared) >= steps.indexOf(needed);
}

/** The larger of two bumps. */
export function larger(one: Bump | undefined, other: Bump | undefined): Bump | undefined {
  return covers(one, other) ? one : other;
}

/** The bump that leads from one version to another; undefined where they are the same. */
export function bumpBetween(from: string, to: string): Bump | undefined {
  const [a, b] = [from.split("."), to.split(".")];
  const index = a.findIndex((part, position) => part !== b[position]);
  return index < 0 ? undefined : ((["major", "minor"] as const)[index] ?? "patch");
}
