/** What a change of the spec means for users of the packages. */
export type Impact = "breaking" | "additive" | "documentation";

/** A published package, named by its folder in `packages`. */
export type PackageName = "cli" | "client" | "mock" | "query";

/** One change of the spec, as a user of the packages sees it. */
export interface SpecChange {
  readonly impact: Impact;
  /** A sentence for the changelog. */
  readonly message: string;
  /** The location in the spec, as a JSON pointer. */
  readonly place: string;
  /** The packages whose users are affected. */
  readonly packages: readonly PackageName[];
}

const order: readonly Impact[] = ["documentation", "additive", "breaking"];

/** Returns the strongest impact of a list, or undefined if the list is empty. */
export function strongest(impacts: Iterable<Impact>): Impact | undefined {
  let found: Impact | undefined;
  for (const impact of impacts) {
    if (found === undefined || order.indexOf(impact) > order.indexOf(found)) found = impact;
  }
  return found;
}
