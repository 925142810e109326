import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../../scripts/root.ts";

const folder = join(root, ".github/workflows");
const names = await readdir(folder);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>
  >;
}

describe.each(names)("the workflow %s", (name) => {
  it("uses only actions that are pinned to a commit, with the version beside it", async () => {
    const text = await readFile(join(folder, name), "utf8");
    const uses = text.split("\n").filter((line) => /\buses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d/.test(line))).toEqual([]);
  });
});

describe("the release workflow", () => {
  it("calls the scripts that the rehearsal calls, with no npm token", async () => {
    const text = await readFile(join(folder, "release.yml"), "utf8");
    const { jobs }: Workflow = parse(text);
    const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
      await readFile(join(root, "package.json"), "utf8"),
    );
    const action = jobs["release"]?.steps.find(({ uses }) => uses?.startsWith("changesets/action@"));
    expect(action?.with).toMatchObject({ version: "pnpm release:version", publish: "pnpm release:publish" });
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(["release:version", "release:publish", "spec:check"]),
    );
    expect(jobs["release"]?.permissions).toEqual({
      contents: "write",
      "pull-requests": "write",
      "id-token": "write",
    });
    expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/);
  });
});
