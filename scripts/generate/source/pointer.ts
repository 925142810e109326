/** Keys and indices that lead to a value of the spec. */
export type Path = readonly (string | number)[];

/** The keys of a JSON pointer such as `#/a/b` or `/a/b`. */
export function pathOf(pointer: string): readonly string[] {
  const [, ...steps] = pointer.split("/");
  return steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The JSON pointer of a path, without the leading `#`. */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** What stands at a path; `undefined` where there is nothing. */
export function valueAt(document: unknown, path: Path): unknown {
  let found = document;
  for (const step of path) {
    if (!isTree(found) && !Array.isArray(found)) return undefined;
    found = Object.hasOwn(found, step) ? (found as Record<string | number, unknown>)[step] : undefined;
  }
  return found;
}

/** A mapping of the spec. */
export type Tree = Readonly<Record<string, unknown>>;

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of the spec and its path. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** Keys under which OpenAPI holds data instead of more of the document. */
const dataKeys = new Set(["example", "examples", "default", "enum", "const", "value"]);

/** Every value of the document, parents first. Sample data is not entered: a job may have a key `description`. */
export function* placesOf(value: unknown, path: Path = []): Generator<Place> {
  yield { path, value };
  const isProperties = path.at(-1) === "properties";
  const entries = Array.isArray(value) ? value.entries() : isTree(value) ? Object.entries(value) : [];
  for (const [key, child] of entries) {
    if (isProperties || typeof key === "number" || !dataKeys.has(key)) yield* placesOf(child, [...path, key]);
  }
}
