import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a program weighs with all that it imports, in bytes. */
export interface Bundle {
  readonly min: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** Bundles a program that stands in a folder for Node, minified; Node's own modules stay outside. */
export async function bundle(folder: string, program: string): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: program, loader: "ts", resolveDir: folder },
    bundle: true,
    minify: true,
    treeShaking: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("the bundler wrote nothing");
  const { contents } = file;
  return {
    min: contents.byteLength,
    gzip: gzipSync(contents, { level: 9 }).byteLength,
    brotli: brotliCompressSync(contents, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }).byteLength,
  };
}
