import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../../root.ts";

/** A place in the spec: the keys that lead to it, and what stands there. */
export interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The spec, parsed. */
export async function readSpec(): Promise<Record<string, unknown>> {
  return parse(await readFile(join(root, "spec/openapi.yaml"), "utf8"));
}

/** Where the spec of the tests stands. */
export const fixture: string = join(root, "scripts/test/fixtures/spec.yaml");

/** The spec of the tests, parsed. */
export async function readFixture(): Promise<Record<string, unknown>> {
  return parse(await readFile(fixture, "utf8"));
}

/** Every place of a document, parents first. */
export function* places(value: unknown, path: readonly string[] = []): Generator<Place> {
  yield { path, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* places(child, [...path, key]);
}

/** The JSON pointer of a place. */
export function pointer(path: readonly string[]): string {
  return `#/${path.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}
