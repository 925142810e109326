import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { pathOf } from "./facts.ts";

const exec = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "../..");
const tools = join(here, "../node_modules");

let folder: string;

/** The packages as users get them: packed, and unpacked with tar, without links into this repository. */
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "enos-ota-consumers-")));
  for (const name of ["query", "mock"]) {
    await exec("pnpm", ["pack", "--out", join(folder, `${name}.tgz`)], { cwd: join(packages, name) });
  }
  return () => rm(folder, { recursive: true, force: true });
}, 60_000);

/** A separate project with the two packages installed, and the given tools linked. */
async function createProject(name: string, uses: readonly string[]): Promise<string> {
  const project = join(folder, name);
  await cp(join(here, "consumers", name), project, { recursive: true });
  for (const file of await readdir(join(here, "consumers", name))) {
    const text = await readFile(join(project, file), "utf8");
    await writeFile(join(project, file), text.replaceAll("SEARCH_PATH", pathOf("searchOtaJobs")));
  }
  for (const installed of ["query", "mock"]) {
    const target = join(project, "node_modules/@enos-ota", installed);
    await mkdir(target, { recursive: true });
    await exec("tar", ["-xzf", join(folder, `${installed}.tgz`), "-C", target, "--strip-components=1"]);
  }
  for (const tool of uses) {
    // `vitest-4` is version 4 of vitest, `vitest-oldest` the oldest that we support.
    const link = join(project, "node_modules", tool.replace(/-(\d|oldest)$/, ""));
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(join(tools, tool)), link);
  }
  return project;
}

const prism = ["@stoplight/prism-http"];

/** Runs a Node program in the project; if it fails, the error contains its output. */
async function run(
  project: string,
  args: readonly string[],
  options: readonly string[] = [],
): Promise<string> {
  // The test runner of the project must not detect that it runs inside this one.
  const { NODE_OPTIONS: _, VITEST: __, NODE_TEST_CONTEXT: ___, ...env } = process.env;
  const { stdout, stderr } = await exec(process.execPath, [...options, ...args], {
    cwd: project,
    env: { ...env, NO_COLOR: "1", CI: "1" },
    // Shorter than the tests' own limit, so that nothing is left behind.
    timeout: 100_000,
    killSignal: "SIGKILL",
  });
  return stdout + stderr;
}

describe("a project that installs the packed mock", () => {
  test("runs vitest with one server for two files at once, and typed inject", async () => {
    const project = await createProject("vitest", ["vitest", "typescript", ...prism]);
    expect(await run(project, ["node_modules/vitest/vitest.mjs", "run"])).toMatch(/Tests +42 passed/);
    await run(project, ["node_modules/typescript/bin/tsc", "-p", "."]);
  }, 120_000);

  test.each(["vitest-oldest", "vitest-4", "vitest"])(
    "types and runs the matcher in %s",
    async (version) => {
      const project = await createProject("matchers", [version, "typescript"]);
      expect(await run(project, ["node_modules/vitest/vitest.mjs", "run"])).toMatch(/Tests +1 passed/);
      await run(project, ["node_modules/typescript/bin/tsc", "-p", "."]);
      await rm(project, { recursive: true });
    },
    120_000,
  );

  test.each(["", "-oldest"])(
    "types the matcher in jest%s",
    async (version) => {
      const project = await createProject("jest", [
        `@jest/globals${version}`,
        `expect${version}`,
        "typescript",
      ]);
      await run(project, ["node_modules/typescript/bin/tsc", "-p", "."]);
      await rm(project, { recursive: true });
    },
    60_000,
  );

  test("runs jest", async () => {
    const project = await createProject("jest", ["jest"]);
    const output = await run(project, ["node_modules/jest/bin/jest.js"], ["--experimental-vm-modules"]);
    expect(output).toContain("1 passed");
  }, 60_000);

  test("runs node:test against the server", async () => {
    const project = await createProject("node-test", prism);
    expect(await run(project, ["--test"])).toMatch(/pass 1\b/);
  }, 60_000);

  test.each(["msw-oldest", "msw"])(
    "runs %s in node",
    async (version) => {
      const project = await createProject("msw", [version]);
      expect(await run(project, ["--test"])).toMatch(/pass 2\b/);
      await rm(project, { recursive: true });
    },
    60_000,
  );

  test("is told how to install Prism where it is missing", async () => {
    const project = await createProject("node-test", []);
    await rm(join(project, "node_modules/@stoplight"), { recursive: true, force: true });
    const program =
      'import { startMockServer } from "@enos-ota/mock/prism"; await startMockServer().catch((e) => console.log(e.message));';
    expect(await run(project, ["--input-type=module", "--eval", program])).toContain(
      "npm install --save-dev @stoplight/prism-http@5.16.0",
    );
  }, 60_000);
});
