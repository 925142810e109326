import { readFile, writeFile } from "node:fs/promises";
import { parse, stringify } from "yaml";

type Tree = Readonly<Record<string, unknown>>;

/** Merges one YAML file into another: maps are merged, null removes, everything else is replaced. */
export async function overlay(file: string, fixture: string): Promise<void> {
  const [below, above]: [Tree, Tree] = [
    parse(await readFile(file, "utf8")),
    parse(await readFile(fixture, "utf8")),
  ];
  await writeFile(file, stringify(merge(below, above), { aliasDuplicateObjects: false }));
}

function merge(below: unknown, above: unknown): unknown {
  if (!isTree(below) || !isTree(above)) return above;
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    // In a response example null is data; for a key of OpenAPI it means that the key is removed.
    if (value === null && (key === "$ref" || key === "oneOf")) delete merged[key];
    else merged[key] = merge(below[key], value);
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
