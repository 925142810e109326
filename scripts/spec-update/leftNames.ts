import { parse } from "yaml";
import type { SpecDocument } from "../generate/source/spec.ts";
import { git } from "../spec-diff/git.ts";

/** A name that the spec no longer has, and where it still stands. */
export interface LeftName {
  readonly name: string;
  /** Files with the numbers of their lines, such as `README.md:3, 17`. */
  readonly places: readonly string[];
}

/** Written from the spec, or about changes of a spec: what stands there needs no hand. */
const written = [
  ...["packages/*/src/generated/**", "packages/*/api/**", "packages/*/CHANGELOG.md", ".changeset/**"],
  ...["spec/**", "scripts/test/**"],
];

/**
 * Finds where files that people write still name operations, scenarios or error codes that an edit has renamed or
 * removed. The compiler finds some of these places; it never finds texts.
 *
 * @param before the spec before the edit, as text
 * @param after the spec now, as text
 */
export function findLeftNames(root: string, before: string, after: string): readonly LeftName[] {
  const now = new Set(namesOf(parse(after, { merge: true })));
  return namesOf(parse(before, { merge: true }))
    .filter((name) => !now.has(name))
    .map((name) => ({ name, places: placesOf(root, name) }))
    .filter(({ places }) => places.length > 0);
}

function namesOf({ paths, "x-enos-error-codes": codes }: SpecDocument): readonly string[] {
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const scenarios = operations.flatMap(({ responses }) =>
    Object.values(responses).flatMap((response) =>
      "content" in response
        ? Object.values(response.content ?? {}).flatMap(({ examples }) => Object.keys(examples ?? {}))
        : [],
    ),
  );
  const names = [
    ...operations.map(({ operationId }) => operationId),
    ...scenarios,
    ...Object.values(codes).map(({ name }) => name),
  ];
  // A name such as `empty` is also a word of every text.
  return names.filter((name) => /[a-z][A-Z]/.test(name));
}

function placesOf(root: string, name: string): readonly string[] {
  const exceptions = written.map((path) => `:(exclude,glob)${path}`);
  const found = git(root, "grep", "-nwIF", "--untracked", "-e", name, "--", ".", ...exceptions) ?? "";
  const lines = new Map<string, string[]>();
  for (const [, file = "", line = ""] of found.matchAll(/^(.+?):(\d+):/gm)) {
    lines.set(file, [...(lines.get(file) ?? []), line]);
  }
  return [...lines].map(([file, numbers]) => `${file}:${numbers.join(", ")}`);
}
