import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maximumPageSize } from "../../packages/mock/src/generated/limits.ts";
import type { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { root } from "../../scripts/root.ts";
import { must, run } from "../../scripts/run.ts";
import { programOf, Recipe } from "./recipe.ts";

let recipe: Recipe;
let copy: RepositoryCopy;

beforeAll(async () => {
  recipe = await Recipe.follow();
  copy = recipe.copy;
});

afterAll(() => recipe.copy.remove());

describe("Search OTA Task, added as CONTRIBUTING.md says", () => {
  it("is a spec that passes the strict rules", async () => {
    const redocly = join(root, "scripts/node_modules/@redocly/cli/bin/cli.js");
    const config = join(root, "spec/redocly.yaml");
    await must(copy.root, "node", [redocly, "lint", "spec/openapi.yaml", "--config", config], {
      ...process.env,
      REDOCLY_TELEMETRY: "off",
    });
  });

  it("is additive but for the answer that it widens", async () => {
    await copy.write("spec/new.yaml", await copy.read("spec/openapi.yaml"));
    await copy.write("spec/openapi.yaml", await readFile(join(root, "spec/openapi.yaml"), "utf8"));
    await copy.initialize();
    await copy.write("spec/openapi.yaml", await copy.read("spec/new.yaml"));
    const { output } = await run(copy.root, "node", ["scripts/spec-diff/main.ts"]);
    expect(output).toContain("Expressions can now name `deviceKey`, with `otaTask.deviceKey.eq()`");
    expect(output).toContain("The scenario `tasksFound` was added.");
  });

  it.each(["query", "client", "mock"])("compiles in %s, and nothing else has to change", async (name) => {
    if (name === "query") await copy.build("query");
    const tsc = copy.path("packages", name, "node_modules/.bin/tsc");
    expect(await run(copy.path("packages", name), tsc, [])).toEqual({ status: 0, output: "" });
  });

  it("builds and parses expressions over tasks", async () => {
    const output = await recipe.runIn("query");
    expect(output.trim().split("\n")).toEqual([
      "status in ('failed', 'init')",
      "jobId = 'j1' and deviceKey in ('a')",
      "operator-not-allowed Do not allow operator op like, allowed op [=, in]",
      "unknown-field",
    ]);
  });

  it("refuses at compile time what the spec does not allow", async () => {
    const file = "packages/query/src/wrong.ts";
    await copy.write(
      file,
      `import { otaTask } from "./otaTask.ts";
       export const like: unknown = otaTask.status.like("x");
       export const value: unknown = otaTask.status.eq("started");
       export const right: unknown = otaTask.status.eq("failed");`,
    );
    const { output } = await run(
      copy.path("packages/query"),
      copy.path("packages/query/node_modules/.bin/tsc"),
      [],
    );
    await copy.delete(file);
    expect(output.match(/^src\/\S+\(\d+,/gm)).toEqual(["src/wrong.ts(2,", "src/wrong.ts(3,"]);
  });

  it("searches tasks through the client, signed: pages, iteration, toArray, count and waitFor", async () => {
    const output = await recipe.runIn("client");
    expect(output.trim().split("\n")).toEqual([
      `?action=searchTask&orgId=o1 64 {"expression":"status = 'failed'","pagination":{"pageNo":1,"pageSize":50}}`,
      "pump-0001 50 true t50",
      "130 70 130",
      "130",
      'search() has no option "expresion". Did you mean "expression"?',
    ]);
  });

  it("has the mock answer with its own records, pages, faults and refusals", async () => {
    const output = await recipe.runIn("mock");
    expect(output.trim().split("\n")).toEqual([
      "200 0 a,c 2",
      "200 0 c 3",
      "200 99400 Do not allow operator op like, allowed op [=, in] undefined",
      expect.stringMatching(/^200 99400 Invalid Argument expression:.*name/),
      `200 99400 Invalid Argument pagination.pageSize:must be <= ${maximumPageSize} undefined`,
      "200 0  0",
      '200 99400 Invalid Argument action:must be "search" or "searchTask" undefined',
      "200 0  0",
      "503 Service unavailable undefined undefined",
      "200 0 b 1",
      "status = 'succeeded'",
      expect.stringMatching(/^task 1 does not match the spec: status: must be one of/),
      "200 0 b 1",
    ]);
  });

  it("works for a user of the built packages: builder, and(), where(), evaluator, client and mock", async () => {
    await copy.build("query");
    await copy.build("mock");
    await copy.build("client");
    await copy.write("packages/client/user.mjs", await programOf("user.mjs"));
    const output = await must(copy.path("packages/client"), "node", ["user.mjs"]);
    await copy.delete("packages/client/user.mjs");
    expect(output.trim().split("\n")).toEqual([
      "status in ('failed') and jobId = 'j1' 65",
      "65 true",
      "130 65",
      "true 99400 Do not allow operator op like, allowed op [=, in]",
    ]);
  });
});
