import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { root } from "../../scripts/root.ts";
import { must, run } from "../../scripts/run.ts";
import { codeBlocks } from "../support/codeBlocks.ts";
import { overlay } from "./overlay.ts";

let copy: RepositoryCopy;

beforeAll(async () => {
  copy = await RepositoryCopy.create({ dependencies: "linked" });
  await overlay(copy.path("spec/openapi.yaml"), join(root, "e2e/spec/fixtures/searchOtaTask.yaml"));
  await copy.generate();
  const files = codeBlocks(await readFile(join(root, "CONTRIBUTING.md"), "utf8")).flatMap(({ info, code }) =>
    info.startsWith("file=") ? [[info.slice("file=".length), code] as const] : [],
  );
  expect(files.map(([path]) => path)).toEqual([
    "packages/query/src/otaTask.ts",
    "packages/client/src/resources/otaTasks.ts",
    "packages/mock/src/otaTasks.ts",
  ]);
  for (const [path, code] of files) {
    expect(code.split("\n").length, path).toBeLessThan(60);
    await copy.write(path, code);
    const [source = "", file = ""] = path.split("/src/");
    const index = `${source}/src/index.ts`;
    await copy.write(index, `${await copy.read(index)}export * from "./${file}";\n`);
  }
  await joinClient();
});

/** Makes the tasks a member of the client, as step 4 says. */
async function joinClient(): Promise<void> {
  const client = await copy.read("packages/client/src/client.ts");
  const joined = client
    .replace(/^import/, 'import { createOtaTasks, type OtaTasks } from "./resources/otaTasks.ts";\nimport')
    .replace("  readonly otaJobs: OtaJobs;", "$&\n  readonly otaTasks: OtaTasks;")
    .replace(
      /^ *otaJobs: createOtaJobs\(.*$/m,
      '$&\n    otaTasks: createOtaTasks(search("searchTask"), orgId, config.clock),',
    );
  expect(joined.match(/otaTasks:/g)).toHaveLength(2);
  await copy.write("packages/client/src/client.ts", joined);
}

afterAll(() => copy.remove());

/** Runs a program inside a package of the copy: its output. */
async function runIn(name: string, program: string): Promise<string> {
  const file = `packages/${name}/src/program.ts`;
  await copy.write(file, program);
  try {
    return await must(copy.root, "node", [file]);
  } finally {
    await copy.delete(file);
  }
}

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
    const output = await runIn(
      "query",
      `import { otaTask, parseTaskExpression } from "./otaTask.ts";
       console.log(String(otaTask.status.in(["failed", "init"])));
       console.log(parseTaskExpression('jobId="j1" AND deviceKey in ("a")').toString());
       try { parseTaskExpression("status like 'x'"); } catch (error) { console.log(error.reason, error.apiMessage); }
       try { parseTaskExpression("productKey = 'x'"); } catch (error) { console.log(error.reason); }`,
    );
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
    const output = await runIn(
      "client",
      `import { createOtaClient } from "./index.ts";
       import { scenarios } from "../../mock/src/generated/scenarios.ts";
       const sample = scenarios.tasksFound.body.data[0];
       const tasks = Array.from({ length: 130 }, (_, index) => ({ ...sample, taskId: "t" + index }));
       let requests = 0;
       const enos = createOtaClient({
         baseUrl: "https://apigw.example.com",
         orgId: "o1",
         auth: { accessToken: "t", secretKey: "s" },
         clock: { now: Date.now, random: Math.random, sleep: async () => {}, deadline: () => () => {} },
         fetch: async (input, init) => {
           const request = new Request(input, init);
           const body = await request.text();
           if (++requests === 1) console.log(new URL(request.url).search, request.headers.get("apim-signature")?.length, body);
           const { pageNo, pageSize } = JSON.parse(body).pagination ?? { pageNo: 1, pageSize: 10 };
           const data = tasks.slice((pageNo - 1) * pageSize, pageNo * pageSize);
           return Response.json({ code: 0, msg: "OK", requestId: "r", data, pagination: { pageNo, pageSize, totalSize: 130 } });
         },
       });
       const page = await enos.otaTasks.search({ expression: "status = 'failed'", pagination: { pageSize: 50 } });
       console.log(page.items[0]?.deviceKey, [...page].length, page.hasNextPage, [...(await page.nextPage())][0]?.taskId);
       const ids = new Set();
       for await (const task of enos.otaTasks.search()) ids.add(task.taskId);
       console.log(ids.size, (await enos.otaTasks.search().toArray({ limit: 70 })).length, await enos.otaTasks.count());
       console.log((await enos.otaTasks.waitFor({}, (all) => all.every((task) => task.progress < 0))).length);
       try { enos.otaTasks.search({ expresion: "x" }); } catch (error) { console.log(error.message); }`,
    );
    expect(output.trim().split("\n")).toEqual([
      `?action=searchTask&orgId=o1 64 {"expression":"status = 'failed'","pagination":{"pageNo":1,"pageSize":50}}`,
      "pump-0001 50 true t50",
      "130 70 130",
      "130",
      'search() has no option "expresion". Did you mean "expression"?',
    ]);
  });

  it("has the mock answer with its own records, pages, faults and refusals", async () => {
    const output = await runIn(
      "mock",
      `import { createMockOta } from "./index.ts";
       import { createOtaTasks } from "./otaTasks.ts";
       const task = (taskId, status) =>
         ({ taskId, orgId: "o1", jobId: "j1", deviceKey: "device-" + taskId, status });
       const tasks = createOtaTasks([task("a", "failed"), task("b", "init"), task("c", "failed")]);
       const mock = createMockOta({ auth: false, records: [tasks] });
       const search = async (body, action = "searchTask") => {
         const url = mock.baseUrl + "/connect-service/v2.1/ota-jobs?orgId=o1&action=" + action;
         const headers = { "content-type": "application/json" };
         const response = await mock.fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
         const { code, msg, data, pagination, message } = await response.json();
         console.log(response.status, code ?? message, data?.map(({ taskId }) => taskId).join() ?? msg, pagination?.totalSize);
       };
       await search({ expression: "status = 'failed'" });
       await search({ pagination: { pageNo: 2, pageSize: 2 } });
       await search({ expression: "status like 'x'" });
       await search({ expression: "name like 'x'" });
       await search({ pagination: { pageNo: 1, pageSize: 201 } });
       await search({}, "search");
       await search({}, "delete");
       mock.use("unavailable", { times: 1, when: ({ query }) => query.action === "searchTask" });
       await search({}, "search");
       await search({});
       tasks.records.update("b", { status: "succeeded" });
       await search({ expression: "status = 'succeeded'" });
       console.log(String(mock.requests.at(-1).condition));
       try { tasks.records.add(task("d", "started")); } catch (error) { console.log(error.message); }
       mock.reset();
       await search({ expression: "status = 'init'" });`,
    );
    expect(output.trim().split("\n")).toEqual([
      "200 0 a,c 2",
      "200 0 c 3",
      "200 99400 Do not allow operator op like, allowed op [=, in] undefined",
      expect.stringMatching(/^200 99400 Invalid Argument expression:.*name/),
      "200 99400 Invalid Argument pagination.pageSize:must be <= 200 undefined",
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
    await copy.write(
      "packages/client/user.mjs",
      `import { createOtaClient, isOtaApiError } from "@enos-ota/client";
       import { createMockOta, createOtaTasks } from "@enos-ota/mock";
       import { compileTaskExpression, otaTask, otaTaskExpressions } from "@enos-ota/query";
       const task = (taskId, status) => ({ taskId, orgId: "o1", jobId: "j1", deviceKey: "pump-" + taskId, status });
       const tasks = Array.from({ length: 130 }, (_, index) => task("t" + index, index % 2 ? "failed" : "init"));
       const mock = createMockOta({ records: [createOtaTasks(tasks)] });
       const enos = createOtaClient({ baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch: mock.fetch });
       const { and, where } = otaTaskExpressions;
       const expression = and(where({ status: ["failed"] }), otaTask.jobId.eq("j1"));
       console.log(String(expression), tasks.filter(compileTaskExpression(expression)).length);
       mock.use("unavailable", { times: 1 });
       const found = await enos.otaTasks.search({ expression }).toArray({ limit: 1000 });
       console.log(found.length, found.every(({ status }) => status === "failed"));
       let count = 0;
       for await (const page of enos.otaTasks.search({ pagination: { pageSize: 50 } }).pages()) count += page.items.length;
       console.log(count, await enos.otaTasks.count({ expression }));
       const error = await enos.otaTasks.search({ expression: "status like 'x'" }).catch((thrown) => thrown);
       console.log(isOtaApiError(error), error.code, error.apiMessage);`,
    );
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
