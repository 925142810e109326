import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { type Outcome, run } from "../../scripts/run.ts";
import { documents } from "./documents.ts";
import { countExpectations, withExpectations } from "./expectations.ts";

const all = documents();
const compiled = join(import.meta.dirname, ".snippets/compiled");
const executed = join(import.meta.dirname, ".snippets/executed");
let server: MockServer;

beforeAll(async () => {
  server = await startMockServer({ jobs: generateJobs(120, { seed: 1, orgId: "o1" }) });
  for (const { folder, snippets } of all) {
    for (const parent of [compiled, executed]) {
      await rm(join(parent, folder), { recursive: true, force: true });
      await mkdir(join(parent, folder), { recursive: true });
    }
    for (const { file, code } of snippets) {
      await writeFile(join(compiled, folder, file), code);
      await writeFile(join(executed, folder, file), withExpectations(code));
    }
  }
});

afterAll(() => server?.stop());

/** Runs a program as a reader would who has set the environment for an EnOS, which here is the mock. */
function execute(folder: string, args: readonly string[]): Promise<Outcome> {
  // This test's own vitest must not be taken for that of the reader's project.
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  return run(join(executed, folder), process.execPath, args, {
    ...env,
    NO_COLOR: "1",
    ENOS_BASE_URL: server.url,
    ENOS_ORG_ID: "o1",
    ENOS_ACCESS_KEY: server.auth.accessKey,
    ENOS_SECRET_KEY: server.auth.secretKey,
  });
}

it("all code blocks compile, as strictly as a reader may want", async () => {
  const compilerOptions = {
    target: "es2023",
    lib: ["es2024", "esnext.disposable", "dom", "dom.iterable", "dom.asynciterable"],
    module: "nodenext",
    moduleDetection: "force",
    jsx: "react-jsx",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  };
  // Only what belongs to a document of today: a folder may be left from one that was renamed.
  const include = all.map(({ folder }) => `${folder}/*`);
  await writeFile(join(compiled, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
  const tsc = join(root, "e2e/node_modules/typescript/bin/tsc");
  const { output } = await run(compiled, process.execPath, [tsc, "-p", "."]);
  expect(output).toBe("");
});

describe.each(all.filter(({ snippets }) => snippets.length > 0))("$path", ({ folder, snippets, blocks }) => {
  const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
  const tests = snippets.filter(({ file }) => isTest(file));
  const hasSetup = snippets.some(({ file }) => file === "globalSetup.ts");
  const programs = snippets.filter(
    ({ file, compileOnly }) => !compileOnly && !isTest(file) && file !== "globalSetup.ts",
  );

  it("names each of its programs once", () => {
    const files = snippets.map(({ file }) => file);
    expect(files).toEqual([...new Set(files)]);
  });

  it.runIf(blocks.some(({ language }) => language === "json"))("holds JSON that can be parsed", () => {
    for (const { language, code } of blocks) if (language === "json") JSON.parse(code);
  });

  it.each(programs)(
    "$place runs, prints something, and does what its comments say",
    async ({ file, code, output: promised = "" }) => {
      const preload = join(import.meta.dirname, "preload.mjs");
      const { status, output } = await execute(folder, ["--no-warnings", "--import", preload, file]);
      expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
      expect(output.trim().split("\n").length).toBeGreaterThanOrEqual(Math.max(1, countExpectations(code)));
      expect(output.trim()).not.toBe("");
      expect(output).toContain(promised);
    },
  );

  it.runIf(tests.length > 0)("holds tests that pass", async () => {
    const setup = hasSetup ? 'globalSetup: ["./globalSetup.ts"], ' : "";
    await writeFile(
      join(executed, folder, "vitest.config.ts"),
      `export default { test: { ${setup}include: ["*.test.ts"] } };`,
    );
    const vitest = join(root, "e2e/node_modules/vitest/vitest.mjs");
    const { status, output } = await execute(folder, [vitest, "run"]);
    expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
    expect(output).toMatch(new RegExp(`Test Files +${tests.length} passed`));
  });
});
