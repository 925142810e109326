import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createInspector } from "../src/doors/server/inspector.ts";
import { Engine } from "../src/engine/engine.ts";
import { defaultPageSize, firstPageNo, maximumPageSize } from "../src/generated/limits.ts";
import { type MockServer, startMockServer } from "../src/prism.ts";
import { pathOf, timeAt } from "./facts.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

let server: MockServer;

beforeAll(async () => {
  server = await startMockServer({
    auth: false,
    jobs: [job("a"), job("b", { createTime: timeAt(-1) })],
  });
});
beforeEach(() => server.reset());
afterAll(() => server.stop());

describe("the server that Prism checks", () => {
  test("evaluates the expression and answers in the order of the list", async () => {
    const { body } = await post(server, searchPath, { expression: "name like 'JOB'" });
    expect(body.data.map((found: { jobId: string }) => found.jobId)).toEqual(["b", "a"]);
    expect(body.pagination).toEqual({
      sortedBy: null,
      pageNo: firstPageNo,
      pageSize: defaultPageSize,
      totalSize: 2,
    });
  });

  test("answers a malformed body, and the next request too", async () => {
    expect(await post(server, searchPath, '{"expression":')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("Cannot process request body (the body is not JSON") },
    });
    expect((await post(server, searchPath, {})).body.code).toBe(0);
  });

  test("does not apply the first Accept header to later requests", async () => {
    await post(server, searchPath, {}, { accept: "text/html" });
    expect(await post(server, searchPath, {}, { accept: "application/json" })).toMatchObject({
      status: 200,
      body: { code: 0 },
    });
  });

  test("answers with a 500 when the mock itself fails, instead of hanging", async () => {
    await using failing = await startMockServer({
      auth: false,
      now: () => {
        throw new Error("broken on purpose");
      },
    });
    expect(await post(failing, searchPath, {})).toMatchObject({
      status: 500,
      body: { message: "The mock failed: broken on purpose" },
    });
  });

  test("rejects what the spec does not allow, and reports what it was", async () => {
    const tooLarge = await post(server, searchPath, {
      pagination: { pageNo: 1, pageSize: maximumPageSize + 1 },
    });
    expect(tooLarge.body).toMatchObject({
      code: 99400,
      msg: `Invalid Argument pagination.pageSize:must be <= ${maximumPageSize}`,
    });
    const action = await post(server, searchPath.replace("search", "delete"), {});
    expect(action.body).toMatchObject({ code: 99400, msg: 'Invalid Argument action:must be "search"' });
  });

  test("turns an invalid answer into a 500 that reports what is wrong", async () => {
    const engine = new Engine({ auth: false });
    const inspect = await createInspector(engine);
    const call = engine.receive({
      method: "POST",
      path: pathOf("searchOtaJobs"),
      query: new URLSearchParams("action=search&orgId=o1"),
      headers: new Headers({ "content-type": "application/json" }),
      body: new TextEncoder().encode("{}"),
    });
    const wrong = {
      status: 200,
      headers: {},
      body: { code: 0, msg: "OK", requestId: "r", data: [{ jobId: 1 }] },
    };
    expect(inspect(call, () => wrong)).toMatchObject({
      status: 500,
      body: { message: expect.stringMatching(/^The mock's answer breaks the spec: .*data/) },
    });
  });

  test("returns the named examples that Prefer asks for", async () => {
    expect((await post(server, searchPath, {}, { prefer: "example=empty" })).body.data).toEqual([]);
    expect(await post(server, searchPath, {}, { prefer: "code=429" })).toMatchObject({
      status: 429,
      body: { message: "API rate limit exceeded" },
    });
    const unknown = await post(server, searchPath, {}, { prefer: "example=nope" });
    expect(unknown.status).toBe(400);
    expect(unknown.body.message).toContain("secondPage (200)");
  });

  test("lists the requests with the parsed expression and the answer's code", async () => {
    await post(server, searchPath, { expression: "productKey='x'" });
    await post(server, searchPath, { expression: "productKey=" });
    const [good, bad] = server.requests;
    expect(good).toMatchObject({ operation: "searchOtaJobs", orgId: "o1", status: 200, code: 0 });
    expect(String(good?.condition)).toBe("productKey = 'x'");
    expect(bad).toMatchObject({ code: 99400, condition: undefined });
    expect(bad?.expressionError?.message).toContain("^");
  });

  test("is healthy", async () => {
    expect(await (await fetch(`${server.url}/__mock/health`)).json()).toEqual({ status: "ok" });
  });

  test.each([
    ["a port that is no number", { port: "x" }, 'port must be a whole number from 0 to 65535, not "x"'],
    ["an option with a typo", { prot: 1 }, 'has no option "prot". Did you mean "port"?'],
    ["a number of jobs", { jobs: 100 }, "jobs must be a list, not 100"],
    ["a host that is none", { host: "" }, 'host must be an address such as "127.0.0.1", not ""'],
  ])("refuses %s", async (_name, options, message) => {
    const start: (options: object) => Promise<unknown> = startMockServer;
    await expect(start(options)).rejects.toThrow(message);
  });

  test.each([
    ["0.0.0.0", "127.0.0.1"],
    ["::", "[::1]"],
    ["::1", "[::1]"],
  ])("reports an address that can be called when it listens on %s", async (host, named) => {
    await using other = await startMockServer({ host, auth: false });
    expect(new URL(other.url).hostname).toBe(named);
    expect((await post(other, searchPath, {})).body.code).toBe(0);
  });

  test("reports that the port is in use", async () => {
    const port = Number(new URL(server.url).port);
    await expect(startMockServer({ port })).rejects.toThrow(`port ${port}: it is in use`);
  });

  test("stops, even twice and with connections open", async () => {
    await using other = await startMockServer({ auth: false });
    await post(other, searchPath, {});
    await other.stop();
    await expect(post(other, searchPath, {})).rejects.toThrow();
  });
});
