import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { editSpec } from "../support/editSpec.ts";
import type { SpecEdit } from "./edit.ts";
import { table } from "./edits/index.ts";

/** The edits that leave nothing to a person; of several that change the same place, only the first. */
function compatible(edits: readonly SpecEdit[]): readonly SpecEdit[] {
  const changed = new Set<string>();
  return edits.filter(({ changes, left }) => {
    const places = changes.map(([path]) => path.join("\n"));
    if (left.length > 0 || places.some((place) => changed.has(place))) return false;
    for (const place of places) changed.add(place);
    return true;
  });
}

/** The lines of `npm test` that name what failed. */
function failuresIn(output: string): readonly string[] {
  return output.split("\n").filter((line) => /^\S+: +(×|.*\bFAIL\b)|^\S+ +ERROR |^Failed: /.test(line));
}

// The rows of the table run the tests that could know something of the spec. Here, all of them run: other suites, the
// site, the linters and the search for unused code.
describe("all edits that leave nothing to a person, made at once", () => {
  let copy: RepositoryCopy;

  beforeAll(async () => {
    copy = await RepositoryCopy.create({ dependencies: "installed" });
    await copy.initialize();
    await copy.must("git", ["switch", "--quiet", "--create", "edit"]);
  });

  afterAll(() => copy?.remove());

  it("reach a green npm test by the documented steps", async () => {
    const edits = compatible(table);
    expect(edits.length).toBeGreaterThan(20);
    await editSpec(copy, ...edits.flatMap(({ changes }) => changes));
    const update = await copy.script("spec:update");
    expect(update.status, update.output).toBe(0);
    const { status, output } = await copy.run("npm", ["test"]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of vitest
    const text = output.replaceAll(/\u001b\[[0-9;]*m/g, "");
    expect({ status, failures: failuresIn(text) }).toEqual({ status: 0, failures: [] });
  });
});
