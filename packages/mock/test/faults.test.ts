import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { scenarios } from "../src/generated/scenarios.ts";
import type { FaultName } from "../src/index.ts";
import { type Door, doors } from "./doors.ts";
import { pathOf } from "./facts.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";
import { signedHeaders, tokenBody } from "./sign.ts";

const tokenPath = pathOf("getAccessToken");
const searchOperation = "searchOtaJobs";
const searchScenarios = Object.entries(scenarios).filter(([, { operations }]) =>
  operations.some((operation) => operation === searchOperation),
);

describe.each(Object.entries(doors))("%s", (_, open) => {
  let door: Door;

  beforeAll(async () => {
    door = await open({ jobs: [job("a"), job("b", { orgId: "o2" })], auth: false });
  });
  beforeEach(() => door.reset());
  afterAll(() => door.close());

  const fetchSearch = (init: RequestInit = {}) =>
    door.fetch(door.url + searchPath, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      ...init,
    });

  test.each(searchScenarios)(
    "answers with the example %s, as often as was asked for",
    async (name, { status, body }) => {
      door.use(name as FaultName, { times: 1 });
      expect(await post(door, searchPath, {})).toMatchObject({ status, body });
      expect((await post(door, searchPath, {})).body.data).toMatchObject([{ jobId: "a" }]);
      expect(door.requests.map(({ scenario }) => scenario)).toEqual([name, undefined]);
    },
  );

  test("applies to the matching calls and to no others", async () => {
    door.use("internalError", { when: ({ expression }) => expression === "type = 'verify'" });
    door.use("unavailable", { orgId: "o2" });
    expect((await post(door, searchPath, {})).body.code).toBe(0);
    expect((await post(door, searchPath, { expression: "type = 'verify'" })).body.code).toBe(99500);
    expect((await post(door, searchPath.replace("o1", "o2"), {})).status).toBe(503);
  });

  test("applies faults in the order in which they were added", async () => {
    door.use("rateLimited", { times: 1 });
    door.use("unavailable", { times: 2 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await post(door, searchPath, {})).status);
    expect(statuses).toEqual([429, 503, 503, 200]);
  });

  test("does not affect token calls unless they are selected", async () => {
    door.use("rateLimited");
    expect((await post(door, tokenPath, tokenBody(door.auth))).body.status).toBe(0);
    door.use("rateLimited", { operation: "getAccessToken" });
    expect((await post(door, tokenPath, tokenBody(door.auth))).status).toBe(429);
    door.reset();
    door.use("appKeyNotFound", { times: 1 });
    expect((await post(door, searchPath, {})).body.code).toBe(0);
    expect((await post(door, tokenPath, tokenBody(door.auth))).body.status).toBe(1002);
  });

  test("sends when to retry", async () => {
    door.use("rateLimited", { times: 1, retryAfter: 7 });
    expect((await post(door, searchPath, {})).headers.get("retry-after")).toBe("7");
    door.use("unavailable", { times: 1, retryAfter: "Wed, 01 Jan 2020 00:00:00 GMT" });
    expect((await post(door, searchPath, {})).headers.get("retry-after")).toContain("2020");
  });

  test("shows jobs that break the spec, as often as was asked for, and keeps the real ones", async () => {
    door.jobs.add(job("c"));
    const changes = { status: "paused", createTime: "yesterday", name: undefined, color: "red" };
    door.use("malformedJobs", { changes, jobId: "c", times: 1 });
    const { status, body } = await post(door, searchPath, {});
    expect({ status, code: body.code, total: body.pagination.totalSize }).toEqual({
      status: 200,
      code: 0,
      total: 2,
    });
    const { name: _, ...rest } = job("c");
    const shown = new Map(body.data.map((each: { jobId: string }) => [each.jobId, each]));
    expect(shown.get("a")).toEqual(job("a"));
    expect(shown.get("c")).toEqual({ ...rest, status: "paused", createTime: "yesterday", color: "red" });
    expect(door.requests.map(({ scenario }) => scenario)).toEqual(["malformedJobs"]);
    expect(door.jobs.list("o1")).toContainEqual(job("c"));
    expect((await post(door, searchPath, {})).body.data).toContainEqual(job("c"));
  });

  test("searches with the jobs as they are, and changes all that were found", async () => {
    door.jobs.add(job("c", { status: "stopped" }));
    door.use("malformedJobs", { changes: { status: null } });
    door.use("malformedJobs", { changes: { jobId: 7 }, jobId: "a" });
    const { body } = await post(door, searchPath, { expression: "status = 'started'" });
    expect(body.data).toMatchObject([{ jobId: 7, status: null }]);
  });

  test("leaves failures alone where jobs would be malformed", async () => {
    door.use("malformedJobs", { changes: { status: null } });
    door.use("permissionDenied");
    expect((await post(door, searchPath, {})).body).toMatchObject({ code: 99403, data: null });
    expect(door.requests.map(({ scenario }) => scenario)).toEqual(["permissionDenied"]);
  });

  test.each([
    ["malformedJobs", {}, 'changes must be an object such as { status: "paused" }, not undefined'],
    ["malformedJobs", { changes: ["a"] }, "changes must be an object"],
    ["malformedJobs", { changes: null }, "changes must be an object"],
    ["malformedJobs", { changes: {}, jobId: 1 }, "jobId must be a text, not 1"],
    ["delay", { changes: {} }, 'only "malformedJobs" takes the option changes'],
    ["unavailable", { jobId: "a" }, 'only "malformedJobs" takes the option jobId'],
  ] as const)("refuses %s with %j", (name, options, message) => {
    // @ts-expect-error the types refuse some of them
    expect(() => door.use(name, options)).toThrow(message);
  });

  test("delays an answer, and ends the delay when the call is aborted", async () => {
    door.use("delay", { times: 1, delayMs: 60_000 });
    const abort = new AbortController();
    const call = fetchSearch({ signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    door.use("delay", { times: 1, delayMs: 20 });
    const start = performance.now();
    expect((await post(door, searchPath, {})).body.code).toBe(0);
    // Timers may fire a little early, never this much.
    expect(performance.now() - start).toBeGreaterThan(10);
  });

  test("breaks the connection before the headers", async () => {
    door.use("disconnect", { times: 1 });
    await expect(fetchSearch()).rejects.toBeInstanceOf(TypeError);
    expect((await fetchSearch()).status).toBe(200);
  });

  test.each(["disconnectAfterHeaders", "truncatedBody"] as const)(
    "breaks the connection within the body: %s",
    async (name) => {
      door.use(name, { times: 1 });
      const response = fetchSearch();
      if (door.breaksWithinBody !== false) expect((await response).status).toBe(200);
      await expect(response.then((each) => each.text())).rejects.toBeInstanceOf(TypeError);
      expect((await post(door, searchPath, {})).body.code).toBe(0);
    },
  );

  test("sends the body slowly but completely", async () => {
    door.use("slowBody", { times: 1, delayMs: 50 });
    const response = await fetchSearch();
    expect(await response.json()).toMatchObject({ code: 0, data: [{ jobId: "a" }] });
  });

  test("answers with a page of HTML, as a proxy does", async () => {
    door.use("htmlPage", { times: 1, status: 502 });
    const response = await fetchSearch();
    expect(response.status).toBe(502);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("<!doctype html>");
  });

  test("combines a transport fault with an example", async () => {
    door.use("delay", { delayMs: 1 });
    door.use("empty");
    expect((await post(door, searchPath, {})).body.data).toEqual([]);
  });

  test.each([
    [
      "a name with a typo",
      "rateLimit",
      undefined,
      'There is no fault "rateLimit". Did you mean "rateLimited"?',
    ],
    ["a name that is no text", 5, undefined, "There is no fault 5."],
    ["a number as options", "delay", 500, 'use("delay", …) takes an object of options, not 500.'],
    ["an option with a typo", "delay", { delay: 500 }, 'has no option "delay". Did you mean "delayMs"?'],
    ["no call at all", "delay", { times: 0 }, "times must be a whole number from 1"],
    ["half a call", "delay", { times: 1.5 }, "times must be a whole number from 1"],
    ["a delay beyond a day", "delay", { delayMs: 1e12 }, "delayMs must be a number from 0 to 86400000"],
    ["a delay that is not a number", "delay", { delayMs: Number.NaN }, "delayMs must be a number"],
    ["a skew that is no number", "clockSkew", { skewMs: "1" }, "skewMs must be a number"],
    ["a status that is none", "htmlPage", { status: 99 }, "status must be a whole number from 200 to 599"],
    ["a negative wait", "rateLimited", { retryAfter: -1 }, "retryAfter must be a number from 0"],
    ["a condition that is no function", "empty", { when: true }, "when must be a function, not true"],
    ["an organization that is no text", "empty", { orgId: 1 }, "orgId must be a text, not 1"],
    [
      "an operation with a typo",
      "empty",
      { operation: `${searchOperation}s` },
      `there is no operation "${searchOperation}s". Did you mean "${searchOperation}"?`,
    ],
  ])("rejects %s immediately", (_name, name, options, message) => {
    const untyped: { use(name: unknown, options?: unknown): void } = door;
    expect(() => untyped.use(name, options)).toThrow(message);
  });

  test("removes faults, and keeps the rest of the state", async () => {
    door.use("unavailable");
    door.use("delay", { orgId: "o2" });
    await post(door, searchPath, {});
    door.clearFaults();
    expect((await post(door, searchPath, {})).status).toBe(200);
    expect(door.requests).toHaveLength(2);
  });

  test.each([
    ["shortTokenExpired", { apim_status: 4011, apim_refreshtoken: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    ["allTokensExpired", { apim_status: 4012 }],
  ] as const)("answers with %s as the gateway answers the vendor's SDKs", async (name, wanted) => {
    door.use(name, { times: 1 });
    expect(await post(door, searchPath, {})).toMatchObject({ status: 200, body: wanted });
    expect(door.requests[0]?.scenario).toBe(name);
  });
});

describe("faults of a mock that checks authentication", () => {
  test("tokenExpired expires the token, so that a new one has to be fetched", async () => {
    const open = doors["the in-process fetch"];
    if (!open) throw new Error("the door is gone");
    const door = await open({ jobs: [job("a")] });
    const getToken = async (timestamp: number) =>
      (await post(door, tokenPath, tokenBody(door.auth, timestamp))).body.data.accessToken;
    const search = (token: string) =>
      post(door, searchPath, "{}", signedHeaders({ action: "search", orgId: "o1" }, "{}", token, door.auth));
    const token = await getToken(Date.now());
    door.use("tokenExpired", { times: 1 });
    expect((await search(token)).body.code).toBe(1203);
    expect((await search(token)).body.code).toBe(1203);
    expect((await search(await getToken(Date.now() + 1))).body.code).toBe(0);
  });

  test("clockSkew moves the server's clock, in its Date header and in what it accepts", async () => {
    const open = doors["the in-process fetch"];
    if (!open) throw new Error("the door is gone");
    const door = await open({ jobs: [job("a")] });
    door.use("clockSkew", { skewMs: 3_600_000 });
    const refused = await post(door, tokenPath, tokenBody(door.auth));
    expect(refused.body.status).toBe(1004);
    const serverTime = Date.parse(refused.headers.get("date") ?? "");
    expect(Math.abs(serverTime - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect((await post(door, tokenPath, tokenBody(door.auth, serverTime))).body.status).toBe(0);
  });
});
