import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportOf, strayReportsOf } from "../../scripts/release/apiReports.ts";
import { isDual, modulesOf, type Package, publishedPackages } from "../../scripts/release/packages.ts";
import { root } from "../../scripts/root.ts";
import { must, run } from "../../scripts/run.ts";
import { type Tarballs, tarballsToTest } from "../support/tarballs.ts";

const packages = publishedPackages();
const bin = (name: string): string => join(root, "e2e/node_modules/.bin", name);
let all: Tarballs;
const tarball = ({ folder }: Package): string => all.paths[folder] ?? "";

beforeAll(async () => {
  all = await tarballsToTest();
});

afterAll(() => all?.remove());

describe.each(packages)("@enos-ota/$folder", (one) => {
  const { manifest, path } = one;
  // A command has no modules, and so no types and no API report.
  const modules = modulesOf(one);

  it("says in its package.json all that registries and tools read", () => {
    expect(manifest).toMatchObject({
      license: "MIT",
      type: "module",
      sideEffects: false,
      files: ["dist", "CHANGELOG.md"],
      engines: { node: ">=20.19" },
      repository: {
        type: "git",
        url: "git+https://github.com/enos-ota/enos-ota.git",
        directory: `packages/${one.folder}`,
      },
      publishConfig: { access: "public" },
    });
    expect(manifest["description"]).toBeTypeOf("string");
    expect(manifest["keywords"]).toEqual(expect.arrayContaining(["enos", "ota", "firmware", "iot"]));
  });

  it("exports modules, or is a command", () => {
    expect(modules.length > 0 || manifest["bin"] !== undefined).toBe(true);
  });

  it("names the types first in every export", () => {
    for (const target of Object.values(manifest.exports)) {
      if (typeof target === "string") continue;
      if ("import" in target) expect(Object.keys(target)).toEqual(["import", "require"]);
      for (const files of "import" in target ? [target.import, target.require] : [target]) {
        expect(Object.keys(files)).toEqual(["types", "default"]);
      }
    }
  });

  it("packs its build, README, licence and nothing else", async () => {
    const list = await must(root, "tar", ["-tzf", tarball(one)]);
    const files = list
      .trim()
      .split("\n")
      .map((file) => file.replace(/^package\//, ""));
    expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "LICENSE"]));
    const others = files.filter((file) => !/^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(file));
    expect(others.filter((file) => !/^dist\/[\w-]+\.(?:c?js|c?js\.map|d\.c?ts|yaml)$/.test(file))).toEqual(
      [],
    );
  });

  it("packs no workspace: or catalog: version and no path of this machine", async () => {
    const unpacked = await must(root, "tar", ["-xzOf", tarball(one)]);
    expect(unpacked).not.toMatch(/"(?:workspace|catalog):/);
    expect(unpacked).not.toContain(root);
  });

  it("names no source map that it does not pack", async () => {
    const folder = await mkdtemp(join(tmpdir(), "enos-ota-tarball-"));
    try {
      await must(folder, "tar", ["-xzf", tarball(one)]);
      const files = await readdir(folder, { recursive: true });
      const missing: string[] = [];
      for (const file of files.filter((name) => /\.(?:c?js|d\.c?ts)$/.test(name))) {
        const map = /^\/\/# sourceMappingURL=(\S+)/m.exec(await readFile(join(folder, file), "utf8"))?.[1];
        if (map !== undefined && !files.includes(join(dirname(file), map))) missing.push(`${file}: ${map}`);
      }
      expect(missing).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("is clean for publint", async () => {
    const { status, output } = await run(path, bin("publint"), ["run", "--strict", tarball(one)]);
    expect(output).toContain("All good!");
    expect(status).toBe(0);
  });

  it.runIf(modules.length > 0)("is clean for are-the-types-wrong", async () => {
    // Only modules have types; the shipped openapi.yaml and package.json are data.
    const entries = modules.map(({ subpath }) => subpath);
    const { status, output } = await run(path, bin("attw"), [
      // A package of both module systems needs no exception but for resolution as it was before Node 12.
      ...["--profile", isDual(one) ? "node16" : "esm-only", "--format", "ascii", "--no-color", "--no-emoji"],
      ...["--entrypoints", ...entries, "--", tarball(one)],
    ]);
    expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
    expect(output).toContain("(ESM)");
  });

  it("has the public names and types that its API report says", async () => {
    const report = await reportOf(one);
    expect(report?.present, `${report?.path}: run pnpm api, and commit what changed`).toBe(report?.wanted);
    expect(await strayReportsOf(one)).toEqual([]);
  });
});
