import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { root } from "../../scripts/root.ts";
import { must, run } from "../../scripts/run.ts";
import { editSpec } from "../support/editSpec.ts";
import { statusPlaces, useKnown } from "../support/knownSpec.ts";

let copy: RepositoryCopy;

const schemas = ["components", "schemas"];

const job = `{ orgId: "o1", jobId: "j1", name: { defaultValue: "pump", i18nValue: {} }, firmwareId: "f1", type: "upgrade",
  enableUpgradeRequest: true, upgradeScope: { type: "total" }, upgradeTimeout: 7200, status: "paused", priority: 3,
  createTime: 1591171274788 }`;

/** The output that a user gets from running this program against the packages. */
const program = `
import { createOtaClient } from "@enos-ota/client";
import { createMockOta } from "@enos-ota/mock";
import { otaJob, parseExpression } from "@enos-ota/query";
import { matches } from "@enos-ota/query/evaluate";
const show = async (what, act) => {
  try { console.log(what, await act()); }
  catch (error) { console.log(what, error.reason ?? error.name, error.apiMessage ?? ""); }
};
const job = ${job};
const mock = createMockOta();
const enos = createOtaClient({ baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch: mock.fetch });
await show("mock's jobs", () => mock.jobs.add(job));
const search = async (expression) => (await enos.otaJobs.search({ expression })).jobs.map((job) => job.priority).join();
await show("builder", () => String(otaJob.status.in(["paused"])));
await show("parser", () => String(parseExpression("status in ('paused')")));
await show("evaluator", () => matches(parseExpression("status in ('started', 'paused')"), job));
await show("mock", () => search("status in ('paused')"));
`;

/** Compiles the consumer; returns the lines with errors. */
async function errorsOfConsumer(): Promise<readonly string[]> {
  const { output } = await run(copy.path("consumer"), join(root, "node_modules/.bin/tsc"), []);
  return (output.match(/^\S+\(\d+,/gm) ?? []).map((place) => place.slice(0, -1)).sort();
}

async function build(): Promise<void> {
  await copy.build("query");
  await Promise.all([copy.build("client"), copy.build("mock")]);
}

beforeAll(async () => {
  copy = await RepositoryCopy.create({ dependencies: "linked" });
  await useKnown(copy, statusPlaces);
  await copy.initialize();
  await cp(join(root, "e2e/spec/fixtures/consumer"), copy.path("consumer"), { recursive: true });
  await mkdir(copy.path("consumer/node_modules/@enos-ota"), { recursive: true });
  for (const name of ["client", "query", "mock"]) {
    await symlink(copy.path("packages", name), copy.path("consumer/node_modules/@enos-ota", name));
  }
  await copy.write("consumer/program.mjs", program);
});

afterAll(() => copy.remove());

describe("a field, an operator and an enum value added to the spec", () => {
  it("are unknown before", async () => {
    await build();
    expect(await errorsOfConsumer()).toEqual([
      ...["follower.ts(5", "follower.ts(6", "follower.ts(7", "follower.ts(8"],
      ...["neighbour.ts(5", "neighbour.ts(6", "neighbour.ts(7", "neighbour.ts(8"],
    ]);
    const output = await must(copy.path("consumer"), "node", ["program.mjs"]);
    expect(output.trim().split("\n").slice(1, 4)).toEqual([
      expect.stringMatching(/^builder operator-not-allowed ./),
      expect.stringMatching(/^parser operator-not-allowed ./),
      expect.stringMatching(/^evaluator operator-not-allowed ./),
    ]);
    expect(output).toContain("mock's jobs Error");
    expect(output).toContain("mock OtaApiError");
  });

  it("reach every package with one command", async () => {
    await editSpec(
      copy,
      [
        [...schemas, "JobStatus", "enum"],
        ["started", "paused", "stopped"],
      ],
      [
        [
          ...schemas,
          "SearchRequest",
          "properties",
          "expression",
          "x-enos-expression",
          "fields",
          "status",
          "operators",
        ],
        ["=", "in"],
      ],
      [
        [...schemas, "JobInfo", "properties", "priority"],
        { type: "integer", description: "The greater, the sooner. [assumed]" },
      ],
    );
    const { status, output: report } = await copy.script("spec:update");
    expect({ status, report }).toMatchObject({ status: 0 });
    for (const line of [
      // It was not formatted.
      "- spec/openapi.yaml",
      "- packages/query/src/generated/fields.ts",
      "- packages/client/api/client.api.md",
      "`otaJob.status.in()` is new",
      "`OtaJob.priority` is new.",
      "Left to you:\n- Make sure that each breaking change is intended.\n- Read .changeset/spec-",
    ])
      expect(report).toContain(line);
    // Sessions of the command line show the statuses.
    expect(await copy.read("packages/cli/README.md")).toContain('"paused"');
    const output = await must(copy.path("consumer"), "node", ["program.mjs"]);
    expect(output.trim().split("\n")).toEqual([
      "mock's jobs undefined",
      "builder status in ('paused')",
      "parser status in ('paused')",
      "evaluator true",
      "mock 3",
    ]);
  });

  it("are written again without touching a changeset that a person has edited", async () => {
    const [name = ""] = (await readdir(copy.path(".changeset"))).filter((file) => file.startsWith("spec-"));
    const edited = `${await copy.read(`.changeset/${name}`)}\nIn a person's words.\n`;
    await copy.write(`.changeset/${name}`, edited);
    const { status, output } = await copy.script("spec:update");
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining("Nothing had to be written."),
    });
    expect(await copy.read(`.changeset/${name}`)).toBe(edited);
  });

  it("reach the documentation that users see: the shipped spec and the comments of the types", async () => {
    expect(await copy.read("packages/client/dist/openapi.yaml")).toContain("The greater, the sooner.");
    const types = await must(copy.path("packages/client/dist"), "grep", [
      "-rlE",
      "The greater, the sooner",
      ".",
    ]);
    expect(types).toContain(".d.ts");
  });

  it("require a change of user code only where it lists every status", async () => {
    expect(await errorsOfConsumer()).toEqual([
      "exhaustive.ts(11",
      ...["neighbour.ts(5", "neighbour.ts(6", "neighbour.ts(7", "neighbour.ts(8"],
    ]);
  });
});
