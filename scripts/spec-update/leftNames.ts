import { parse } from "yaml";
import { readExpressions } from "../generate/source/fields.ts";
import { readScenarios } from "../generate/source/scenarios.ts";
import type { Expression, Schema, SpecDocument } from "../generate/source/spec.ts";
import { git } from "../spec-diff/git.ts";

/** A name that the spec no longer has, and where it still stands. */
export interface LeftName {
  readonly name: string;
  /** Files with the numbers of their lines, such as `README.md:3, 17`. */
  readonly places: readonly string[];
}

/** Written from the spec or by a tool, or about changes of a spec: what stands there needs no hand. */
const written = [
  ...["packages/*/src/generated/**", "packages/*/api/**", "packages/*/CHANGELOG.md", ".changeset/**"],
  ...["spec/**", "scripts/test/**", "pnpm-lock.yaml"],
];

/**
 * Finds where files that people write still name something of the spec that an edit has renamed or removed: operations,
 * paths, headers, properties, locales, permissions, scenarios and error codes. The compiler finds some of these places;
 * it never finds texts.
 *
 * @param before the spec before the edit, as text
 * @param after the spec now, as text
 */
export function findLeftNames(root: string, before: string, after: string): readonly LeftName[] {
  const now = new Set(namesOf(parse(after, { merge: true })));
  return [...new Set(namesOf(parse(before, { merge: true })))]
    .filter((name) => !now.has(name))
    .map((name) => ({ name, places: placesOf(root, name) }))
    .filter(({ places }) => places.length > 0);
}

function namesOf(document: SpecDocument): readonly string[] {
  const { paths, components, "x-enos-error-codes": codes } = document;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const schemas: readonly Schema[] = Object.values<Schema>(components.schemas);
  const names = [
    ...operations.map(({ operationId }) => operationId),
    ...Object.keys(paths),
    ...Object.values(components.securitySchemes).map(({ name }) => name),
    ...schemas.flatMap(({ properties }) => Object.keys(properties ?? {})),
    ...[...readExpressions(document).values()].flatMap(localesOf),
    ...operations.flatMap(({ "x-enos-permission": permission }) => permission?.operation ?? []),
    ...Object.keys(readScenarios(document)),
    ...Object.entries(codes).flatMap(([code, { name }]) => [name, code]),
  ];
  // A name such as `empty` is also a word of every text.
  return names.filter((name) => /[a-z][A-Z]|[_/ -]|\d{4}/.test(name));
}

function localesOf({ fields }: Expression): readonly string[] {
  return Object.values(fields).flatMap(({ localized }) => Object.keys(localized?.members ?? {}));
}

function placesOf(root: string, name: string): readonly string[] {
  const exceptions = written.map((path) => `:(exclude,glob)${path}`);
  // A path may follow a host, and a phrase an underscore of Markdown: both are parts of words to git.
  const wholeWords = /[/ ]/.test(name) ? [] : ["-w"];
  const options = ["-nIF", ...wholeWords, "--untracked"];
  const found = git(root, "grep", ...options, "-e", name, "--", ".", ...exceptions) ?? "";
  const lines = new Map<string, string[]>();
  for (const [, file = "", line = ""] of found.matchAll(/^(.+?):(\d+):/gm)) {
    lines.set(file, [...(lines.get(file) ?? []), line]);
  }
  return [...lines].map(([file, numbers]) => `${file}:${numbers.join(", ")}`);
}
