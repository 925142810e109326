import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMockServer, generateJobs } from "../src/index.ts";
import { toHaveSearchedFor } from "../src/matchers.ts";
import { type MockServer, startMockServer } from "../src/prism.ts";
import { statuses } from "./facts.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

let server: MockServer;

beforeAll(async () => {
  server = await startMockServer({ auth: false });
});
afterAll(() => server.stop());

describe("a server controlled from another process", () => {
  test("adds jobs and removes them again", async () => {
    const remote = connectMockServer(server.url);
    await remote.addJobs(job("a"), job("b", { orgId: "o2" }));
    expect((await post(server, searchPath, {})).body.data).toHaveLength(1);
    await remote.clearJobs("o1");
    expect((await post(server, searchPath, {})).body.data).toHaveLength(0);
    expect((await post(server, searchPath.replace("o1", "o2"), {})).body.data).toHaveLength(1);
  });

  test("rejects a job that does not match the spec", async () => {
    const remote = connectMockServer(server.url);
    await expect(remote.addJobs({ ...job("c"), upgradeTimeout: -1 })).rejects.toThrow(
      "job 1 does not match the spec: upgradeTimeout: must be >= 0",
    );
  });

  test("makes the server show malformed jobs, with properties changed and left out", async () => {
    const remote = connectMockServer(server.url);
    await remote.addJobs(generateJobs(2, { seed: 4, orgId: "odd" }));
    const [first, second] = await remote.listJobs("odd");
    await remote.use("malformedJobs", {
      orgId: "odd",
      jobId: first?.jobId ?? "",
      times: 1,
      changes: { status: null, name: undefined },
    });
    const { body } = await post(server, searchPath.replace("o1", "odd"), {});
    const { name: _, ...rest } = first ?? {};
    expect(body.data).toEqual([{ ...rest, status: null }, second]);
    await expect(remote.use("malformedJobs", { orgId: "odd" })).rejects.toThrow("changes must be an object");
  });

  test("applies a fault to the organization that added it, and to no other", async () => {
    const remote = connectMockServer(server.url);
    await remote.use("unavailable", { orgId: "o5", times: 1 });
    expect((await post(server, searchPath, {})).status).toBe(200);
    expect((await post(server, searchPath.replace("o1", "o5"), {})).status).toBe(503);
    // @ts-expect-error there is no such scenario
    await expect(remote.use("nope")).rejects.toThrow('There is no fault "nope"');
  });

  test("lists for each organization its own requests", async () => {
    const remote = connectMockServer(server.url);
    await post(server, searchPath.replace("o1", "o6"), { expression: "name like 'x'" });
    const requests = await remote.requests("o6");
    expect(requests).toMatchObject([{ orgId: "o6", expression: "name like 'x'", status: 200, code: 0 }]);
    expect(toHaveSearchedFor({ requests }, "name  like 'x'").pass).toBe(true);
  });

  test("updates and removes jobs, and lists them", async () => {
    const remote = connectMockServer(server.url);
    await remote.addJobs([job("u1", { orgId: "o7" }), job("u2", { orgId: "o7" })]);
    await remote.updateJob("u1", { status: "stopped", productKey: undefined }, "o7");
    await remote.removeJob("u2", "o7");
    const [only, ...others] = await remote.listJobs("o7");
    expect(others).toEqual([]);
    expect(only).toMatchObject({ jobId: "u1", status: "stopped" });
    expect(only).not.toHaveProperty("productKey");
    // @ts-expect-error there is no such status
    await expect(remote.updateJob("u1", { status: "stoped" }, "o7")).rejects.toThrow(
      `The changed job u1 does not match the spec: status: must be one of ${statuses}`,
    );
    await expect(remote.removeJob("nope")).rejects.toThrow("There is no job nope.");
  });

  test("replaces all jobs", async () => {
    const remote = connectMockServer(server.url);
    await remote.addJobs(job("r1", { orgId: "o8" }));
    await remote.replaceJobs([job("r2", { orgId: "o8" })]);
    expect((await remote.listJobs()).map(({ jobId }) => jobId)).toEqual(["r2"]);
  });

  test("accepts a list of jobs that exceeds the API's body limit", async () => {
    const remote = connectMockServer(server.url);
    await remote.addJobs(generateJobs(3000, { orgId: "many" }));
    expect(await remote.listJobs("many")).toHaveLength(3000);
  });

  test("clears the faults of one organization, or all", async () => {
    const remote = connectMockServer(server.url);
    const status = async (orgId: string) => (await post(server, searchPath.replace("o1", orgId), {})).status;
    await remote.use("unavailable", { orgId: "f1" });
    await remote.use("rateLimited", { orgId: "f2" });
    await remote.clearFaults("f1");
    expect([await status("f1"), await status("f2")]).toEqual([200, 429]);
    await remote.clearFaults();
    expect(await status("f2")).toBe(200);
  });

  test("resets one organization and leaves the others alone", async () => {
    const remote = connectMockServer(server.url);
    await remote.addJobs(job("a", { orgId: "x1" }), job("a", { orgId: "x2" }));
    await remote.use("unavailable", { orgId: "x2" });
    await remote.reset({ orgId: "x1" });
    expect([await remote.listJobs("x1"), await remote.listJobs("x2")].map(({ length }) => length)).toEqual([
      0, 1,
    ]);
    expect((await post(server, searchPath.replace("o1", "x2"), {})).status).toBe(503);
    await remote.reset();
    expect(await remote.listJobs()).toEqual([]);
    expect(await remote.requests()).toEqual([]);
  });

  test("can be used with the matcher", async () => {
    const remote = connectMockServer(server.url);
    await post(server, searchPath, { expression: "status = 'started'" });
    expect((await toHaveSearchedFor(remote, "status = 'started'")).pass).toBe(true);
    expect((await toHaveSearchedFor(remote, "status = 'stopped'")).pass).toBe(false);
  });

  test("reports that no mock server answers when none is running", async () => {
    const stopped = await startMockServer();
    await stopped.stop();
    await expect(connectMockServer(stopped.url).requests()).rejects.toThrow(
      `No mock server answers at ${stopped.url}`,
    );
  });

  test.each([
    ["a call without the header that pages cannot send", {}, 403, "x-enos-ota-mock: 1"],
    ["a path that it does not have", { "x-enos-ota-mock": "1" }, 404, "/__mock/health, /__mock/jobs"],
  ])("refuses %s", async (_name, headers, status, message) => {
    const response = await fetch(`${server.url}/__mock/nope`, { headers });
    expect(response.status).toBe(status);
    expect((await response.json()).message).toContain(message);
  });

  test("lists the methods of a path", async () => {
    const response = await fetch(`${server.url}/__mock/reset`, { headers: { "x-enos-ota-mock": "1" } });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  test.each([
    ["evil.example.com", 403],
    ["127.0.0.1.evil.example.com", 403],
    ["localhost", 200],
    ["[::1]:80", 200],
    ["mock", 200],
  ])("answers a call for the host %s with %i", async (host, status) => {
    await using named = await startMockServer({ allowedHosts: ["mock"] });
    const { port } = new URL(named.url);
    const headers = { host, "x-enos-ota-mock": "1" };
    const answered = await new Promise((resolve, reject) => {
      request({ port, path: "/__mock/requests", headers }, ({ statusCode }) => resolve(statusCode))
        .once("error", reject)
        .end();
    });
    expect(answered).toBe(status);
  });

  test("lets pages of this machine call the API, and no other pages", async () => {
    const preflight = (origin: string) =>
      fetch(server.url + searchPath, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
    const local = await preflight("http://localhost:5173");
    expect(local.status).toBe(204);
    expect(local.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
    const foreign = await preflight("https://evil.example.com");
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    const answer = await post(server, searchPath, {}, { origin: "http://localhost:5173" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
    const control = await fetch(`${server.url}/__mock/health`, {
      headers: { origin: "http://localhost:5173" },
    });
    expect(control.headers.get("access-control-allow-origin")).toBeNull();
  });
});
