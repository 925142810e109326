import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { commandScript, output, root } from "./process.ts";

/** The part of @hey-api/openapi-ts's output that the benchmarks call. */
export interface HeyApi {
  readonly client: {
    setConfig(config: { baseUrl: string; fetch?: (request: Request) => Promise<Response> }): unknown;
  };
  searchOtaJobs(options: {
    readonly query: object;
    readonly body: object;
    readonly headers: Readonly<Record<string, string>>;
    readonly throwOnError: true;
  }): Promise<{ readonly data: { readonly data: readonly unknown[] } }>;
}

/** Generates a client from our spec with @hey-api/openapi-ts, as JavaScript; returns the path of the file. */
export async function generateHeyApi(scratch: string): Promise<string> {
  const sources = join(scratch, "hey-api");
  await mkdir(sources, { recursive: true });
  const script = commandScript("@hey-api/openapi-ts", "openapi-ts");
  await output(process.execPath, [
    script,
    "--input",
    join(root, "spec/openapi.yaml"),
    "--output",
    sources,
    "--silent",
  ]);
  const file = join(scratch, "hey-api.mjs");
  await build({
    stdin: {
      contents: `export { searchOtaJobs } from "./sdk.gen.ts"; export { client } from "./client.gen.ts";`,
      resolveDir: sources,
    },
    bundle: true,
    format: "esm",
    outfile: file,
    logLevel: "error",
  });
  return file;
}

/** Loads the file that {@link generateHeyApi} has written. */
export function loadHeyApi(file: string): Promise<HeyApi> {
  return import(pathToFileURL(file).href);
}
