import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";

let copy: RepositoryCopy;

beforeAll(async () => {
  copy = await RepositoryCopy.create({ dependencies: "linked", name: "my 100% work 水泵 (copy)" });
});

afterAll(() => copy?.remove());

describe("a clone in a folder with spaces, brackets, a percent sign and Chinese characters", () => {
  it("generates what is committed", async () => {
    expect(await copy.run("node", ["scripts/generate/main.ts", "--check"])).toMatchObject({ status: 0 });
  });

  it("builds, and passes the tests that start programs and read files", async () => {
    for (const name of ["query", "mock", "client"]) await copy.build(name);
    const vitest = copy.path("packages/client/node_modules/.bin/vitest");
    const args = ["run", "test/package.test.ts", "test/types.test.ts", "--reporter=dot"];
    const { status, output } = await copy.run(vitest, args, "packages/client");
    expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
  });
});

it.each(["c#", "what?"])("a clone in a folder %s is refused before anything is installed", async (name) => {
  const only = ["package.json", "scripts/bootstrap.mjs"];
  const there = await RepositoryCopy.create({ only, dependencies: "none", name });
  const { status, output } = await there.run("node", ["scripts/bootstrap.mjs", "test"]);
  await there.remove();
  expect(status).toBe(1);
  expect(output).toContain("Move the clone to a folder without # and ? in its path.");
  expect(output.trim().split("\n")).toHaveLength(1);
});

it("no file uses the path of a URL as a file system path", async () => {
  const pattern = String.raw`import\.meta\.url\)\.pathname`;
  const files = await must(root, "git", [
    "grep",
    "-lE",
    pattern,
    "--",
    "packages",
    "scripts",
    "e2e",
    "examples",
    "docs",
    "bench",
  ]).catch(() => "");
  expect(files.split("\n").filter((file) => file !== "" && !file.endsWith("anywhere.test.ts"))).toEqual([]);
});
