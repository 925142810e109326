/**
 * The npm tag that a version is published under: `next` or the like for a prerelease, `latest` for the newest
 * version, and a tag of its own for a patch to an older line, which must not become what `npm install` takes.
 */
export function distTagOf(version: string, latest: string | undefined): string {
  const [, prerelease] = /-([a-z]+)/.exec(version) ?? [];
  if (prerelease !== undefined) return prerelease;
  if (latest === undefined || compare(version, latest) >= 0) return "latest";
  return `release-${version.split(".").slice(0, 2).join(".")}`;
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
