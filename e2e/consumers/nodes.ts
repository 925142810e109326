import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Node to run consumers on. */
export interface Node {
  readonly version: string;
  readonly path: string;
}

/** The Node that runs this, and the first other one that the machine itself has, if it is one that we support. */
export function availableNodes(): readonly Node[] {
  const own: Node = { version: process.version, path: process.execPath };
  const others = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"))
    .filter((path) => existsSync(path))
    .map((path) => ({ version: spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.trim(), path }))
    .filter(({ version }) => version !== own.version && isSupported(version));
  return [own, ...others.slice(0, 1)];
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}
