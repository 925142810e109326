/** What a change of the spec means for those who use the packages. */
export type Impact = "breaking" | "additive" | "documentation";

/** A published package, by its folder below `packages`. */
export type PackageName = "client" | "query" | "mock";

/** One change of the spec, as a user of the packages sees it. */
export interface SpecChange {
  readonly impact: Impact;
  /** A sentence that can stand in a changelog. */
  readonly message: string;
  /** Where in the spec, as a JSON pointer. */
  readonly place: string;
  /** The packages whose users notice. */
  readonly packages: readonly PackageName[];
}

const order: readonly Impact[] = ["documentation", "additive", "breaking"];

/** The strongest impact of a list; undefined for an empty one. */
export function strongest(impacts: Iterable<Impact>): Impact | undefined {
  let found: Impact | undefined;
  for (const impact of impacts) {
    if (found === undefined || order.indexOf(impact) > order.indexOf(found)) found = impact;
  }
  return found;
}
