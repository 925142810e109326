import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** Bytes of what a user's bundle carries: minified, then gzip. */
async function bundledSize(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

const builder = `export { otaJob, and, where, ExpressionError } from "../src/index.ts";`;
const parser = `${builder} export { parseExpression, checkExpression } from "../src/index.ts";`;
const everything = `export * from "../src/index.ts";`;
const evaluator = `export * from "../src/evaluate.ts";`;

// Each with a tenth of headroom. Half of the bytes are sentences, suggestions and fixes: they are what a user meets when
// an expression is wrong, so they are not shortened for the budget.
test.each([
  ["builder and printer", builder, 4400],
  ["with the parser", parser, 8000],
  ["with the evaluator", parser + evaluator, 8700],
])("%s: within its budget", async (_, code, budget) => {
  const size = await bundledSize(code);
  expect(size).toBeLessThanOrEqual(budget);
  // A bundle that came out nearly empty would pass, and mean nothing.
  expect(size).toBeGreaterThan(budget / 2);
});

test("what is not used is not carried", async () => {
  expect(await bundledSize(`import "../src/index.ts"; import "../src/evaluate.ts";`)).toBeLessThan(60);
  const all = await bundledSize(everything);
  expect(await bundledSize(`export { parseExpression } from "../src/index.ts";`)).toBeLessThan(all - 300);
});
