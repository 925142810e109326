import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate } from "../../generate/generate.ts";
import { RepositoryCopy } from "../../repositoryCopy.ts";
import { root } from "../../root.ts";
import { type Edit, edited } from "../support/edit.ts";
import { readSpec } from "../support/spec.ts";

let copy: RepositoryCopy;

beforeEach(async () => {
  copy = await RepositoryCopy.create({
    only: ["spec/openapi.yaml", "packages/*/src/generated/*", "packages/*/README.md"],
    dependencies: "none",
  });
});

afterEach(() => copy.remove());

const limits = "packages/client/src/generated/limits.ts";
const fields = "packages/query/src/generated/fields.ts";
const oneMoreStatus: Edit = ["schemas/JobStatus/enum", ["started", "stopped", "onceMore"]];

async function edit(...edits: readonly Edit[]): Promise<void> {
  await copy.write("spec/openapi.yaml", (await edited(edits, JSON.stringify(await readSpec()))).revision);
}

/** The generated files that no longer fit the spec. */
async function changedFiles(): Promise<readonly string[]> {
  const outcomes = await generate({ root: copy.root, write: false });
  return outcomes.filter(({ wanted, present }) => wanted !== present).map(({ path }) => path);
}

function runGenerate(...args: string[]) {
  return spawnSync(process.execPath, [join(root, "scripts/generate/main.ts"), "--root", copy.root, ...args], {
    encoding: "utf8",
  });
}

describe("pnpm generate --check", () => {
  it("passes for the committed files", () => {
    const { status, stdout } = runGenerate("--check");
    expect(stdout).toContain("fit the spec");
    expect(status).toBe(0);
  });

  it("fails with a readable diff when the spec has changed, and writes nothing", async () => {
    await edit(oneMoreStatus);
    const before = await copy.read(fields);
    const { status, stderr } = runGenerate("--check");
    expect(status).toBe(1);
    expect(stderr).toContain(`--- ${fields}`);
    expect(stderr).toMatch(/^\+ +values: \["started", "stopped", "onceMore"\]/m);
    expect(stderr).toContain("Run: pnpm generate");
    expect(await copy.read(fields)).toBe(before);
  });

  it("detects a generated file that was edited by hand", async () => {
    await copy.write(
      limits,
      (await copy.read(limits)).replace(/maximumPageSize = \d+/, "maximumPageSize = 500"),
    );
    expect(await changedFiles()).toEqual([limits]);
  });

  it("ignores different line endings, as in a checkout on Windows", async () => {
    for (const path of [limits, fields]) {
      await copy.write(path, (await copy.read(path)).replaceAll("\n", "\r\n"));
    }
    expect(await changedFiles()).toEqual([]);
  });
});

describe("a part of a README that follows from the spec", () => {
  const readme = "packages/query/README.md";

  it("shows the fields, operators and values of the spec, and leaves what people wrote", async () => {
    const edits: readonly Edit[] = [
      oneMoreStatus,
      ["fields/createTime", { operators: ["=", "in"] }],
      ["fields/enableUpgradeRequest", { operators: ["="] }],
    ];
    await copy.write("spec/openapi.yaml", (await edited(edits)).revision);
    const before = await copy.read(readme);
    expect(runGenerate().status).toBe(0);
    const after = await copy.read(readme);
    expect(after).toMatch(/^\| `status` +\| `=` +\| `started` or `stopped` or `onceMore` +\|$/m);
    expect(after).toMatch(/^\| `createTime` +\| `=`, `in` +\| any number +\|$/m);
    expect(after).toMatch(/^\| `enableUpgradeRequest` +\| `=` +\| `true` or `false` +\|$/m);
    const around = (text: string) =>
      text.split(/<!-- (?:Generated|End) .*-->/).filter((_, index) => index !== 1);
    expect(around(after)).toEqual(around(before));
  });

  it("is not written for one package, because its build does not keep it", async () => {
    await edit(oneMoreStatus);
    const outcomes = await generate({ root: copy.root, write: false, package: "query" });
    expect(outcomes.map(({ path }) => path)).toEqual([fields]);
  });

  it("is refused where a document has lost its place", async () => {
    await copy.write(readme, (await copy.read(readme)).replace("<!-- End of fields. -->", ""));
    await expect(changedFiles()).rejects.toThrow(
      `${readme} lacks the comments "<!-- Generated from spec/openapi.yaml by \`pnpm generate\`: fields. -->" and "<!-- End of fields. -->".`,
    );
  });
});

describe("pnpm generate", () => {
  it("reports file, line, column and problem of an invalid spec, without a stack trace", async () => {
    await edit(["fields/name/operators", ["lik"]]);
    const { status, stderr } = runGenerate();
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^spec\/openapi\.yaml:\d+:\d+: "lik" is not allowed here; did you mean like\? .*\n$/,
    );
  });

  it("writes every outdated file, so that the check passes afterwards", async () => {
    await edit(oneMoreStatus);
    expect(runGenerate().status).toBe(0);
    expect(await changedFiles()).toEqual([]);
  });

  it("does not touch files whose content stays the same", async () => {
    const spec = await copy.read("spec/openapi.yaml");
    await copy.write("spec/openapi.yaml", `# A comment.\n${spec}\n# Another.\n`);
    expect(await changedFiles()).toEqual([]);
    await edit(["page/x-enos-pagination/recommendedPageSize", 7]);
    const changed = await changedFiles();
    expect(changed).toContain(limits);
    expect(changed.filter((path) => path.startsWith("packages/query/"))).toEqual([]);
    expect(changed.length).toBeLessThan(5);
  });

  it("generates the same bytes every time, with a header that names their source", async () => {
    const first = await generate({ root: copy.root, write: false });
    const second = await generate({ root: copy.root, write: false });
    expect(second).toEqual(first);
    for (const { path, wanted } of first) {
      if (path.endsWith(".ts") || path.endsWith(".js"))
        expect(wanted).toMatch(/^\/\/ Generated by scripts\/generate from spec\/openapi\.yaml\.\n/);
    }
  });
});
