import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";
import { codeBlocks } from "../support/codeBlocks.ts";
import { Consumer, fromCatalog, fromTarballs } from "../support/consumer.ts";
import { type Tarballs, tarballsToTest } from "../support/tarballs.ts";

/** What makes a document in Node. happy-dom is not in the workspace: vitest would show its types to every package. */
const documents = { "happy-dom": "20.14.6", ...(await fromCatalog("jsdom")) };
let tarballs: Tarballs;
let consumer: Consumer;

beforeAll(async () => {
  tarballs = await tarballsToTest();
  consumer = await Consumer.create({
    dependencies: {
      ...fromTarballs(tarballs.paths),
      ...(await fromCatalog("jest", "vitest")),
      ...documents,
    },
    manifest: { type: "module", jest: { transform: {}, testRegex: "\\.jest\\.js$" } },
    files: join(import.meta.dirname, "environments"),
    installer: "pnpm",
  });
});

afterAll(async () => {
  await consumer?.remove();
  await tarballs?.remove();
});

/** Runs a test runner of the project, which must not detect that it runs inside this one. */
function runTests(args: readonly string[]) {
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  return run(consumer.root, process.execPath, args, { ...env, NO_COLOR: "1" });
}

it("works under jest's fake timers, with keys", async () => {
  const { status, output } = await runTests(["--experimental-vm-modules", "node_modules/jest/bin/jest.js"]);
  expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
  expect(output).toMatch(/Tests: +4 passed/);
});

it.each(Object.keys(documents))(
  "runs the first program of the mock's README where %s makes a document",
  async (environment) => {
    const readme = await readFile(join(root, "packages/mock/README.md"), "utf8");
    const program = codeBlocks(readme).find(({ code }) => code.includes("createMockOta({"));
    const tests = await readFile(join(import.meta.dirname, "environments/dom.test.js"), "utf8");
    await consumer.write("dom.test.js", `${program?.code}\n${tests}`);
    const args = ["node_modules/vitest/vitest.mjs", "run", "--environment", environment];
    const { status, output } = await runTests(args);
    expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
    expect(output).toMatch(/Tests +2 passed/);
  },
);
