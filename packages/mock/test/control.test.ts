import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMockServer } from "../src/index.ts";
import { toHaveSearchedFor } from "../src/matchers.ts";
import { type MockServer, startMockServer } from "../src/prism.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

let server: MockServer;

beforeAll(async () => {
  server = await startMockServer({ auth: false });
});
afterAll(() => server.stop());

describe("a server steered from another process", () => {
  test("takes jobs and gives them up again", async () => {
    const remote = connectMockServer(server.url);
    await remote.addJobs(job("a"), job("b", { orgId: "o2" }));
    expect((await post(server, searchPath, {})).body.data).toHaveLength(1);
    await remote.clearJobs("o1");
    expect((await post(server, searchPath, {})).body.data).toHaveLength(0);
    expect((await post(server, searchPath.replace("o1", "o2"), {})).body.data).toHaveLength(1);
  });

  test("refuses a job that does not fit the spec", async () => {
    const remote = connectMockServer(server.url);
    await expect(remote.addJobs({ ...job("c"), upgradeTimeout: -1 })).rejects.toThrow(
      "job 1 does not fit the API: upgradeTimeout: must be >= 0",
    );
  });

  test("fails for the organization that asked for it, and for no other", async () => {
    const remote = connectMockServer(server.url);
    await remote.use("unavailable", { orgId: "o5", times: 1 });
    expect((await post(server, searchPath, {})).status).toBe(200);
    expect((await post(server, searchPath.replace("o1", "o5"), {})).status).toBe(503);
    // @ts-expect-error there is no such scenario
    await expect(remote.use("nope")).rejects.toThrow('There is no scenario "nope"');
  });

  test("tells each organization its own requests", async () => {
    const remote = connectMockServer(server.url);
    await post(server, searchPath.replace("o1", "o6"), { expression: "name like 'x'" });
    const requests = await remote.requests("o6");
    expect(requests).toMatchObject([{ orgId: "o6", expression: "name like 'x'", status: 200, code: 0 }]);
    expect(toHaveSearchedFor({ requests }, "name  like 'x'").pass).toBe(true);
  });

  test("says what it can be asked for", async () => {
    const response = await fetch(`${server.url}/__mock/nope`);
    expect(response.status).toBe(404);
    expect((await response.json()).message).toContain("GET health");
  });
});
