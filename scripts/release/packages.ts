import { readFileSync } from "node:fs";
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

/** A package.json, as far as the checks read it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
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

/** The published packages, dependencies first. */
export function publishedPackages(): readonly Package[] {
  return ["query", "client", "mock"].map((folder) => {
    const path = join(root, "packages", folder);
    const manifest: Manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    return { folder, path, manifest };
  });
}

/** The modules that a package exports: the way to import each, and its declarations. */
export function modulesOf({
  manifest,
}: Package): readonly { readonly subpath: string; readonly types: string }[] {
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    if (typeof target === "string") return [];
    return [{ subpath, types: "import" in target ? target.import.types : target.types }];
  });
}

/** Whether a package serves CommonJS by files of their own. */
export function isDual({ manifest }: Package): boolean {
  return Object.values(manifest.exports).some((target) => typeof target !== "string" && "require" in target);
}
