import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { packageFolder } from "../process.ts";

/** What installing a package brings. */
export interface Installed {
  readonly bytes: number;
  readonly packages: number;
}

interface Manifest {
  readonly name: string;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The size and number of a package and everything that it depends on, from the folders where they are installed. */
export function installed(name: string): Installed {
  const sizes = new Map<string, number>();
  const visit = (folder: string): void => {
    const real = realpathSync(folder);
    if (sizes.has(real)) return;
    const manifest: Manifest = JSON.parse(readFileSync(join(real, "package.json"), "utf8"));
    sizes.set(real, publishedSize(real, manifest));
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(find(dependency, real));
  };
  visit(packageFolder(name));
  return { bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0), packages: sizes.size };
}

function find(name: string, from: string): string {
  for (const folder of createRequire(join(from, "package.json")).resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, "package.json"))) return join(folder, name);
  }
  throw new Error(`${name}, needed by ${from}, is not installed`);
}

/** Our own packages stand here with their sources; of those, only what would be published counts. */
function publishedSize(folder: string, { name, files = [] }: Manifest): number {
  if (!name.startsWith("@enos-ota/")) return sizeOf(folder);
  const published = ["package.json", "README.md", "LICENSE", ...files];
  return published
    .map((file) => join(folder, file))
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + sizeOf(file), 0);
}

function sizeOf(path: string): number {
  if (!lstatSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path)
    .filter((entry) => entry !== "node_modules")
    .reduce((sum, entry) => sum + sizeOf(join(path, entry)), 0);
}
