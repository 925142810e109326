import { join } from "node:path";
import { build } from "esbuild";

const suite = join(import.meta.dirname, "suite/");

/** Bundles a file of the suite, with the built client in it, into one module that every runtime can load. */
export async function bundle(file: string, globalName?: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [suite + file],
    bundle: true,
    format: globalName ? "iife" : "esm",
    ...(globalName && { globalName }),
    target: "es2022",
    // A page gets what packages have for browsers; the other runtimes must do with what suits all.
    platform: globalName ? "browser" : "neutral",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
