import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { publishedPackages } from "../../scripts/release/packages.ts";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";
import { tarballsToTest } from "../support/tarballs.ts";

let folder: string;
const manifest = (): string => join(folder, "release.json");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "enos-ota-release-"));
  await must(root, process.execPath, ["scripts/release/pack.ts", folder]);
  vi.stubEnv("ENOS_OTA_RELEASE", folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe("the tarballs to test, with a release in ENOS_OTA_RELEASE", () => {
  it("are those of the release, and stay where they are", async () => {
    const { paths, remove } = await tarballsToTest();
    expect(Object.keys(paths).sort()).toEqual(
      publishedPackages()
        .map((one) => one.folder)
        .sort(),
    );
    expect(new Set(Object.values(paths).map((path) => dirname(path)))).toEqual(new Set([folder]));
    await remove();
    for (const path of Object.values(paths)) expect((await readFile(path)).length).toBeGreaterThan(0);
  });

  it("are refused where one is not what was packed", async () => {
    const { paths } = await tarballsToTest();
    await appendFile(paths["query"] ?? "", "x");
    await expect(tarballsToTest()).rejects.toThrow(/enos-ota-query-.*is not the tarball that was packed/);
  });

  it("are refused where the release lacks a package", async () => {
    const release = JSON.parse(await readFile(manifest(), "utf8"));
    release.packages = release.packages.filter(({ name }: { name: string }) => name !== "@enos-ota/cli");
    await writeFile(manifest(), JSON.stringify(release));
    await expect(tarballsToTest()).rejects.toThrow("lacks @enos-ota/cli");
  });
});
