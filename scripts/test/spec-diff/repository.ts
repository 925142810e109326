import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { RepositoryCopy } from "../../repositoryCopy.ts";
import { root } from "../../root.ts";
import type { Outcome } from "../../run.ts";
import { apply, type Edit } from "../support/edit.ts";
import { fixture } from "../support/spec.ts";

const spec = "spec/openapi.yaml";

/** A folder with the spec of the tests, and nothing else. */
export async function createFolder(): Promise<RepositoryCopy> {
  const copy = await RepositoryCopy.create({ only: [spec], dependencies: "none" });
  await copy.write(spec, await readFile(fixture, "utf8"));
  return copy;
}

/** A git repository on main, with one commit of all that the spec commands read. */
export async function createRepository(version = "0.1.0"): Promise<RepositoryCopy> {
  const copy = await createFolder();
  await copy.write(".changeset/README.md", "# Changesets\n");
  await setVersion(copy, version);
  await copy.initialize();
  return copy;
}

/** Writes the version into the manifest of each package. */
export async function setVersion(copy: RepositoryCopy, version: string): Promise<void> {
  for (const name of ["cli", "client", "mock", "query"]) {
    await copy.write(`packages/${name}/package.json`, JSON.stringify({ name: `@enos-ota/${name}`, version }));
  }
}

/** Makes edits in its spec. */
export async function editSpec(copy: RepositoryCopy, ...edits: readonly Edit[]): Promise<void> {
  const document = parse(await copy.read(spec));
  for (const edit of edits) apply(document, edit);
  await copy.write(spec, stringify(document));
}

/** Lists the names of the changesets. */
export async function changesets(copy: RepositoryCopy): Promise<readonly string[]> {
  return (await readdir(copy.path(".changeset"))).filter((name) => name !== "README.md");
}

/** Runs one of the spec commands on the repository. */
export function runCommand(
  copy: RepositoryCopy,
  script: "main" | "writeChangeset" | "checkChangesets",
  ...args: readonly string[]
): Promise<Outcome> {
  return copy.run(process.execPath, [
    join(root, `scripts/spec-diff/${script}.ts`),
    "--root",
    copy.root,
    ...args,
  ]);
}
