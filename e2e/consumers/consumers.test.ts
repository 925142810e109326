import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { must, run } from "../../scripts/run.ts";
import { Consumer, fromCatalog, fromTarballs } from "../support/consumer.ts";
import { type Tarballs, tarballsToTest } from "../support/tarballs.ts";
import { bundlers } from "./bundlers.ts";
import { availableNodes } from "./nodes.ts";
import { type Compilation, type Compiler, compile, compilers, type Resolution } from "./typescript.ts";

const good = "5 of 5, all true, agrees true, refused 99400";
const silent = { status: 0, output: "" };
let tarballs: Tarballs;
let npm: Consumer;
let pnpm: Consumer;
let commonjs: Consumer;

beforeAll(async () => {
  tarballs = await tarballsToTest();
  const ours = fromTarballs(tarballs.paths);
  // What the mock's doors need besides the packages.
  const peers = ["@stoplight/prism-http", "@types/node", "msw", "vitest"];
  const folder = (name: string): string => join(import.meta.dirname, name);
  [npm, pnpm, commonjs] = await Promise.all([
    Consumer.create({ dependencies: ours, files: folder("esm") }),
    Consumer.create({
      dependencies: { ...ours, ...(await fromCatalog(...peers)) },
      files: folder("esm"),
      installer: "pnpm",
    }),
    Consumer.create({
      dependencies: { ...ours, ...(await fromCatalog("@types/node", "jest")) },
      manifest: {},
      files: folder("commonjs"),
      installer: "pnpm",
    }),
  ]);
  const esbuild = join(root, "e2e/node_modules/.bin/esbuild");
  for (const project of [npm, pnpm]) {
    await must(project.root, esbuild, ["core.ts", "--outfile=core.js", "--log-level=error"]);
  }
});

afterAll(async () => {
  for (const project of [npm, pnpm, commonjs]) await project?.remove();
  await tarballs?.remove();
});

it.each(compilers)(
  "TypeScript %s compiles strict ES modules under each resolution, libraries included",
  async (compiler) => {
    const files = ["core.ts", "node.ts", ...(compiler === "5.4" ? [] : ["msw.ts"])];
    const outcome = await compile(compiler, [
      { project: npm, files: ["core.ts", "commonjs.cts"], resolution: "nodenext" },
      { project: npm, files: ["core.ts"], resolution: "bundler" },
      // The doors that need Node, installed by pnpm.
      { project: pnpm, files, resolution: "nodenext", types: ["node"] },
    ]);
    expect(outcome).toEqual(silent);
  },
);

describe.each(availableNodes())("Node $version", ({ path }) => {
  it("imports the packages, installed by npm", async () => {
    expect(await must(npm.root, path, ["run.mjs"])).toBe(`${good}\n`);
  });

  it("imports the packages, installed by pnpm", async () => {
    expect(await must(pnpm.root, path, ["run.mjs"])).toBe(`${good}\n`);
  });

  it("requires the packages from CommonJS", async () => {
    const { status, output } = await run(npm.root, path, ["--no-warnings", "run.cjs"]);
    expect({ status, output }).toEqual({ status: 0, output: "true 10\n" });
  });
});

describe.each(availableNodes())("CommonJS on Node $version", ({ path }) => {
  it("runs tests under jest without a flag", async () => {
    const jest = commonjs.path("node_modules/jest/bin/jest.js");
    // This test's own vitest must not be taken for that of the project.
    const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
    const { status, output } = await run(commonjs.root, path, [jest, "--testMatch=**/*.test.js"], env);
    expect(output).toMatch(/Tests: +1 passed/);
    expect(status).toBe(0);
  });

  it("lets both builds be loaded in one process: conditions and errors pass from one to the other", async () => {
    expect(await commonjs.run("bothCopies.cjs", path)).toBe("both copies work together\n");
  });
});

it.each(["5.4", "5.9"] as const)(
  "a service with decorators, compiled to CommonJS by TypeScript %s, runs on every Node",
  async (compiler) => {
    const outcome = await compile(compiler, [serviceOf(compiler, "node16"), serviceOf(compiler, "nodenext")]);
    expect(outcome).toEqual(silent);
    for (const folder of [`${compiler}-node16`, `${compiler}-nodenext`]) {
      expect(await commonjs.read(`${folder}/service.js`)).toContain('require("@enos-ota/client")');
      for (const { path } of availableNodes()) {
        expect(await commonjs.run(`${folder}/service.js`, path)).toBe(
          "all true, cached true, refused 99400\n",
        );
      }
    }
  },
);

function serviceOf(compiler: Compiler, resolution: Resolution): Compilation {
  const outDir = `${compiler}-${resolution}`;
  const options = { experimentalDecorators: true, emitDecoratorMetadata: true, outDir, noEmit: false };
  return { project: commonjs, files: ["service.ts"], resolution, types: ["node"], options };
}

describe.each(bundlers)("%s", (_, bundle) => {
  it("bundles client, query and mock for browsers, and the bundle works alone", async () => {
    const file = pathToFileURL(await bundle(npm)).href;
    const program = `import { main } from ${JSON.stringify(file)}; console.log(await main());`;
    // Run from another folder: a bundle that still needs a package would not find it.
    const output = await must(tmpdir(), process.execPath, ["--input-type=module", "--eval", program]);
    expect(output).toBe(`${good}\n`);
  });
});
