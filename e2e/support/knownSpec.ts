import { parse } from "yaml";
import { valueAt } from "../../scripts/generate/source/pointer.ts";
import type { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { readFixture } from "../../scripts/test/support/spec.ts";
import { editSpec, type Path } from "./editSpec.ts";

/** The places of what expressions may say of a job's status. */
export const statusPlaces: readonly Path[] = [
  [
    ...["components", "schemas", "SearchRequest", "properties", "expression", "x-enos-expression"],
    ...["fields", "status", "operators"],
  ],
  ["components", "schemas", "JobStatus", "enum"],
];

/**
 * Puts places of a copy's spec, which a test is going to edit, into the state of the tests' own spec, and generates: the
 * same edit may have been made in the real spec already.
 */
export async function useKnown(copy: RepositoryCopy, places: readonly Path[]): Promise<void> {
  const known = await readFixture();
  const present: unknown = parse(await copy.read("spec/openapi.yaml"));
  const changes = places
    // A code or a field that only the real spec has stays as it is there.
    .filter((place) => valueAt(known, place.slice(0, -1)) !== undefined)
    .map((place) => [place, valueAt(known, place)] as const)
    // What stands in neither cannot be removed.
    .filter(([place, value]) => value !== undefined || valueAt(present, place) !== undefined);
  await editSpec(copy, ...changes);
  await copy.generate();
}
