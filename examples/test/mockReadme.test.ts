import { execFile } from "node:child_process";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { examples, writeSnippets } from "./snippets.ts";

const run = promisify(execFile);
const folder = join(examples, ".snippets-mock");
const snippets = await writeSnippets(join(examples, "../packages/mock/README.md"), folder);
const code = await Promise.all(snippets.map(({ file }) => readFile(file, "utf8")));

/** Snippets for vitest need vitest around them. */
const isForVitest = (text: string): boolean => /from "vitest"|\/vitest"/.test(text);
const programs = snippets.filter((_, index) => !isForVitest(code[index] ?? ""));

describe("the snippets of the mock's README", () => {
  it("are there", () => expect(snippets.length).toBeGreaterThanOrEqual(8));

  it("compile", async () => {
    const { stdout } = await run("tsc", ["-p", join(examples, "tsconfig.snippets-mock.json")]).catch(
      (error) => error,
    );
    expect(stdout).toBe("");
  });

  it.each(programs)("$name", async ({ file }) => {
    const { stderr } = await run(process.execPath, [file]);
    expect(stderr).toBe("");
  });

  it("work as a vitest project", async () => {
    for (const name of ["globalSetup.ts", "search.test.ts", "matcher.test.ts"]) {
      const index = code.findIndex((block) => block.startsWith(`// ${name}`));
      await rename(snippets[index]?.file ?? "", join(folder, name));
    }
    const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
    const config = 'export default { test: { globalSetup: ["./globalSetup.ts"], include: ["*.test.ts"] } };';
    await writeFile(join(folder, "vitest.config.ts"), config);
    const vitest = join(examples, "node_modules/vitest/vitest.mjs");
    const { stdout } = await run(process.execPath, [vitest, "run"], {
      cwd: folder,
      env: { ...env, NO_COLOR: "1" },
    });
    expect(stdout).toMatch(/Tests +2 passed/);
  });
});
