import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { scenarios } from "../src/generated/scenarios.ts";
import type { FaultName } from "../src/index.ts";
import { type Door, doors } from "./doors.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";
import { signedHeaders, tokenBody } from "./sign.ts";

const tokenPath = "/apim-token-service/v2.0/token/get";
const searchScenarios = Object.entries(scenarios).filter(([, { operations }]) =>
  operations.some((operation) => operation === "searchOtaJobs"),
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

  test("hits the calls that match and no others", async () => {
    door.use("internalError", { when: ({ expression }) => expression === "type = 'verify'" });
    door.use("unavailable", { orgId: "o2" });
    expect((await post(door, searchPath, {})).body.code).toBe(0);
    expect((await post(door, searchPath, { expression: "type = 'verify'" })).body.code).toBe(99500);
    expect((await post(door, searchPath.replace("o1", "o2"), {})).status).toBe(503);
  });

  test("hits in the order in which faults were asked for", async () => {
    door.use("rateLimited", { times: 1 });
    door.use("unavailable", { times: 2 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await post(door, searchPath, {})).status);
    expect(statuses).toEqual([429, 503, 503, 200]);
  });

  test("leaves token calls alone unless they are meant", async () => {
    door.use("rateLimited");
    expect((await post(door, tokenPath, tokenBody(door.auth))).body.status).toBe(0);
    door.use("rateLimited", { operation: "getAccessToken" });
    expect((await post(door, tokenPath, tokenBody(door.auth))).status).toBe(429);
    door.reset();
    door.use("appKeyNotFound", { times: 1 });
    expect((await post(door, searchPath, {})).body.code).toBe(0);
    expect((await post(door, tokenPath, tokenBody(door.auth))).body.status).toBe(1002);
  });

  test("says when to try again", async () => {
    door.use("rateLimited", { times: 1, retryAfter: 7 });
    expect((await post(door, searchPath, {})).headers.get("retry-after")).toBe("7");
    door.use("unavailable", { times: 1, retryAfter: "Wed, 01 Jan 2020 00:00:00 GMT" });
    expect((await post(door, searchPath, {})).headers.get("retry-after")).toContain("2020");
  });

  test("delays an answer, and lets go of a call that is aborted", async () => {
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
      const response = await fetchSearch();
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toBeInstanceOf(TypeError);
      expect((await post(door, searchPath, {})).body.code).toBe(0);
    },
  );

  test("sends the body slowly but whole", async () => {
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

  test("combines a fault of the way with an example", async () => {
    door.use("delay", { delayMs: 1 });
    door.use("empty");
    expect((await post(door, searchPath, {})).body.data).toEqual([]);
  });

  test("names the scenarios to those who mistype one", () => {
    // @ts-expect-error there is no such scenario
    expect(() => door.use("rateLimit")).toThrow(
      /There is no scenario "rateLimit"\. There are: .*rateLimited/,
    );
    expect(() => door.use("delay", { times: 0 })).toThrow("times must be at least 1");
  });
});

describe("faults of a mock that verifies", () => {
  test("tokenExpired ends the token, so that a new one has to be fetched", async () => {
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
