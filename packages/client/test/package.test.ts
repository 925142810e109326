// What is published: the build, not the source.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = (name: string): string => readFileSync(`${root}dist/${name}`, "utf8");

async function bundle(contents: string) {
  const result = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    write: false,
    metafile: true,
  });
  return { bytes: gzipSync(result.outputFiles[0]?.contents ?? "", { level: 9 }).length, ...result };
}

test("the whole client is small: openapi-fetch, and at most 21.5 kB (gzip) of ours", async () => {
  const whole = await bundle('export * from "./dist/index.js"');
  const openapiFetch = await bundle('export { default } from "openapi-fetch"');
  expect(whole.bytes - openapiFetch.bytes).toBeLessThanOrEqual(21_500);
});

test("./validate adds at most 6 kB (gzip), and is in no bundle that does not import it", async () => {
  const core = await bundle('export * from "./dist/index.js"');
  const both = await bundle('export * from "./dist/index.js"; export * from "./dist/validate.js"');
  expect(both.bytes - core.bytes).toBeLessThanOrEqual(6_000);
  expect(core.outputFiles[0]?.text).not.toContain("allowedValues");
  expect(both.outputFiles[0]?.text).toContain("allowedValues");
});

test("no module of Node's is imported, and openapi-fetch is the only dependency", async () => {
  const { metafile } = await bundle('export * from "./dist/index.js"; export * from "./dist/fetch.js"');
  const imported = Object.values(metafile.inputs).flatMap((input) => input.imports);
  expect(imported.length).toBeGreaterThan(2);
  expect(imported.filter(({ external, path }) => external || path.startsWith("node:"))).toEqual([]);
  const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
});

test("the types of the client do not mention openapi-fetch; those of ./fetch do", () => {
  const reached = (name: string): string => {
    const text = dist(name);
    const parts = [...text.matchAll(/from "\.\/([^"]+)\.js"/g)].map((match) => reached(`${match[1]}.d.ts`));
    return text + parts.join("");
  };
  expect(reached("index.d.ts")).toContain("createOtaClient");
  expect(reached("index.d.ts")).not.toContain('"openapi-fetch"');
  expect(reached("fetch.d.ts")).toContain('"openapi-fetch"');
});

test("the spec travels with the package", () => {
  const spec = readFileSync(`${root}../../spec/openapi.yaml`, "utf8");
  expect(dist("openapi.yaml")).toBe(spec);
});
