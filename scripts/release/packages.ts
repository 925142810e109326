import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";

/** The files of one export for one module system. */
export interface ExportedFiles {
  readonly types: string;
  readonly default: string;
}

/** One export: data, ES modules alone, or both module systems. */
export type ExportTarget =
  | string
  | ExportedFiles
  | { readonly import: ExportedFiles; readonly require: ExportedFiles };

/** A package.json, as far as the release reads it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, ExportTarget>>;
  readonly [key: string]: unknown;
}

/** A published package. */
export interface Package {
  /** The name of its folder, such as `query`. */
  readonly folder: string;
  /** The folder's absolute path. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** The packages that are published, each after those that it depends on. */
export function publishedPackages(repository: string = root): readonly Package[] {
  const packages = readdirSync(join(repository, "packages"))
    .sort()
    .map((folder) => {
      const path = join(repository, "packages", folder);
      const manifest: Manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
      return { folder, path, manifest };
    })
    .filter(({ manifest }) => manifest.private !== true);
  const sorted: Package[] = [];
  const add = (one: Package): void => {
    if (sorted.includes(one)) return;
    for (const name of Object.keys(one.manifest.dependencies ?? {})) {
      const dependency = packages.find(({ manifest }) => manifest.name === name);
      if (dependency !== undefined) add(dependency);
    }
    sorted.push(one);
  };
  packages.forEach(add);
  return sorted;
}

/** A module that a package exports: the way to import it, and its declarations. */
export interface ExportedModule {
  readonly subpath: string;
  readonly types: string;
}

/** The modules that a package exports; data such as `./package.json` is none. */
export function modulesOf({ manifest }: Package): readonly ExportedModule[] {
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    if (typeof target === "string") return [];
    return [{ subpath, types: "import" in target ? target.import.types : target.types }];
  });
}

/** Whether a package serves CommonJS by files of their own. */
export function isDual({ manifest }: Package): boolean {
  return Object.values(manifest.exports).some((target) => typeof target !== "string" && "require" in target);
}
