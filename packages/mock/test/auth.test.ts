import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { signatureOf } from "../src/auth/signature.ts";
import { authHeaders } from "../src/generated/authHeaders.ts";
import { signatureWindowMs, tokenLifetimeMs } from "../src/generated/limits.ts";
import { type AuthOptions, createMockOta } from "../src/index.ts";
import { type Door, doors } from "./doors.ts";
import { pathOf } from "./facts.ts";
import { job } from "./jobs.ts";
import { post } from "./post.ts";
import { type Keys, signedHeaders, tokenBody } from "./sign.ts";

const tokenPath = pathOf("getAccessToken");
const refreshPath = pathOf("refreshAccessToken");
const path = (orgId: string) => `${pathOf("searchOtaJobs")}?action=search&orgId=${encodeURIComponent(orgId)}`;
const query = (orgId: string) => ({ action: "search", orgId });

describe("the signature", () => {
  test("matches the documentation's worked example, byte for byte", () => {
    expect(
      signatureOf({
        accessToken: "xxxxaaaxxxx",
        query: new URLSearchParams("k3=v3&k1=v1&k2=v2"),
        body: new TextEncoder().encode('{\n  "count": 20,\n  "page": 1,\n  "desc": "描述"\n}'),
        timestamp: "1572574909697",
        secretKey: "xxxappSecretxxx",
      }),
    ).toBe("59828328f6c1f9771015dc74e4929ae30f518a35a3d2353972c2ea46556fc981");
  });
});

describe.each(Object.entries(doors))("%s", (_, open) => {
  let door: Door;
  let now: number;

  beforeAll(async () => {
    const jobs = [job("a"), job("b", { orgId: "o 1+ä" })];
    door = await open({ jobs, now: () => now, auth: { accessKey: "key", secretKey: "secret" } });
  });
  beforeEach(() => {
    now = Date.now();
    door.reset({ tokens: true });
  });
  afterAll(() => door.close());

  const getToken = async (keys: Keys = door.auth, timestamp = now): Promise<string> =>
    (await post(door, tokenPath, tokenBody(keys, timestamp))).body.data.accessToken;
  const search = (token: string, { keys = door.auth, timestamp = now, orgId = "o1", body = "{}" } = {}) =>
    post(door, path(orgId), body, signedHeaders(query(orgId), body, token, keys, timestamp));

  test("issues a token for the right keys, and answers requests that are signed with it", async () => {
    const { body } = await post(door, tokenPath, tokenBody(door.auth, now));
    expect(body).toMatchObject({ status: 0, msg: "SUCCESS", data: { expire: tokenLifetimeMs / 1000 } });
    expect((await search(body.data.accessToken)).body).toMatchObject({ code: 0, data: [{ jobId: "a" }] });
  });

  test("verifies the URL-decoded query, and the body as it was sent", async () => {
    const token = await getToken();
    const answer = await search(token, { orgId: "o 1+ä", body: '{ "expression" : "name like \'job\'" }\n' });
    expect(answer.body).toMatchObject({ code: 0, data: [{ jobId: "b" }] });
  });

  test("returns the same token until it expires, with its remaining lifetime", async () => {
    const token = await getToken();
    const half = tokenLifetimeMs / 2;
    now += half;
    const { body } = await post(door, tokenPath, tokenBody(door.auth, now));
    expect(body.data).toEqual({ accessToken: token, expire: half / 1000 });
    now += half;
    expect(await getToken()).not.toBe(token);
  });

  test("rejects an expired token with 1203, and does not refresh it", async () => {
    const token = await getToken();
    now += tokenLifetimeMs;
    expect((await search(token)).body).toMatchObject({
      code: 1203,
      msg: expect.stringContaining("access token expired"),
    });
    const refresh = await post(door, refreshPath, { ...tokenBody(door.auth, now), accessToken: token });
    expect(refresh.body).toMatchObject({ status: 1204 });
  });

  test("refreshes a token that is still valid", async () => {
    const token = await getToken();
    now += 1;
    const { body } = await post(door, refreshPath, { ...tokenBody(door.auth, now), accessToken: token });
    expect(body).toMatchObject({ status: 0, data: { expire: tokenLifetimeMs / 1000 } });
    expect(body.data.accessToken).not.toBe(token);
    expect((await search(body.data.accessToken)).body.code).toBe(0);
  });

  test("refreshes no token for a wrong secret key", async () => {
    const accessToken = await getToken();
    const request = tokenBody({ ...door.auth, secretKey: "other" }, now + 1);
    expect((await post(door, refreshPath, { ...request, accessToken })).body).toMatchObject({ status: 1003 });
  });

  test.each(["null", "7", '"appKey"', "[]"])("issues no token for the body %s", async (body) => {
    expect((await post(door, tokenPath, body)).body).toMatchObject({ status: 1004, data: null });
  });

  test("says which parameter of a token call is wrong", async () => {
    const request = { ...tokenBody(door.auth, now), timestamp: "now" };
    expect((await post(door, tokenPath, request)).body.msg).toContain("timestamp: ");
  });

  test("rejects an encryption that was used before, also after another one", async () => {
    const request = tokenBody(door.auth, now);
    await post(door, tokenPath, request);
    await post(door, tokenPath, tokenBody(door.auth, now + 1));
    expect((await post(door, tokenPath, request)).body).toMatchObject({
      status: 1001,
      msg: expect.stringContaining("repeated request"),
      data: null,
    });
  });

  test.each([
    ["another access key", 1002, (keys: Keys) => tokenBody({ ...keys, accessKey: "other" }, now)],
    ["a wrong secret key", 1003, (keys: Keys) => tokenBody({ ...keys, secretKey: "other" }, now)],
    ["an encryption that is no hash", 1004, (keys: Keys) => ({ ...tokenBody(keys, now), encryption: "ABC" })],
    ["a timestamp that is no number", 1004, (keys: Keys) => ({ ...tokenBody(keys, now), timestamp: "now" })],
    ["a timestamp that is no time", 1004, (keys: Keys) => ({ ...tokenBody(keys, now), timestamp: [now] })],
    ["a timestamp of long ago", 1004, (keys: Keys) => tokenBody(keys, now - 900_001)],
    ["no timestamp", 1202, (keys: Keys) => ({ ...tokenBody(keys, now), timestamp: undefined })],
    ["an empty access key", 1202, (keys: Keys) => tokenBody({ ...keys, accessKey: "" }, now)],
  ])("issues no token for %s", async (_name, status, request) => {
    expect((await post(door, tokenPath, request(door.auth))).body).toMatchObject({ status, data: null });
  });

  test.each([
    ["a wrong secret key", { keys: { accessKey: "key", secretKey: "other" } }, /signature does not match/],
    [
      "a request of long ago",
      { timestamp: -signatureWindowMs - 1 },
      new RegExp(
        `${signatureWindowMs / 1000} s behind the server's clock; ${signatureWindowMs / 1000} s are allowed`,
      ),
    ],
    [
      "a request of the future",
      { timestamp: signatureWindowMs + 1 },
      new RegExp(`${signatureWindowMs / 1000} s ahead of the server's clock`),
    ],
  ])(
    "refuses %s with a 401 that says why",
    async (_name, { keys, timestamp = 0 }: { keys?: Keys; timestamp?: number }, reason) => {
      const token = await getToken();
      const answer = await search(token, { ...(keys && { keys }), timestamp: now + timestamp });
      expect(answer.status).toBe(401);
      expect(answer.body.message).toMatch(/^Invalid authentication credentials/);
      expect(answer.body.message).toMatch(reason);
      expect(answer.body.message).not.toContain("secret,");
    },
  );

  test("accepts a request at the edge of the time window", async () => {
    const token = await getToken();
    expect((await search(token, { timestamp: now - signatureWindowMs })).body.code).toBe(0);
    expect((await search(token, { timestamp: now + signatureWindowMs })).body.code).toBe(0);
  });

  test("rejects a body other than the signed one", async () => {
    const token = await getToken();
    const headers = signedHeaders(query("o1"), "{}", token, door.auth, now);
    expect((await post(door, path("o1"), "{} ", headers)).status).toBe(401);
  });

  test("rejects a token that it has not issued, and a call without a token", async () => {
    expect((await search("stranger")).status).toBe(401);
    expect((await search("")).body).toMatchObject({
      code: 1202,
      msg: expect.stringContaining(`the header ${authHeaders.accessToken} is missing`),
    });
    const token = await getToken();
    expect((await post(door, path("o1"), "{}", { [authHeaders.accessToken]: token })).status).toBe(401);
  });

  test("sends the time of its own clock", async () => {
    now = Date.UTC(2020, 0, 1);
    const { headers } = await post(door, tokenPath, tokenBody(door.auth, now));
    expect(headers.get("date")).toBe("Wed, 01 Jan 2020 00:00:00 GMT");
  });

  test("accepts the timestamp of a token call as text, as public clients send it", async () => {
    const request = { ...tokenBody(door.auth, now), timestamp: String(now) };
    expect((await post(door, tokenPath, request)).body).toMatchObject({ status: 0 });
  });

  test.each([
    [
      "an upper-case signature",
      (all: Headers) => all.set(authHeaders.signature, all.get(authHeaders.signature)?.toUpperCase() ?? ""),
      "the signature must be in lower-case hex",
    ],
    [
      "no signature",
      (all: Headers) => all.delete(authHeaders.signature),
      `the header ${authHeaders.signature} is missing`,
    ],
    [
      "no timestamp",
      (all: Headers) => all.delete(authHeaders.timestamp),
      `the header ${authHeaders.timestamp} must hold the time in epoch milliseconds`,
    ],
    [
      "a timestamp that is no number",
      (all: Headers) => all.set(authHeaders.timestamp, "now"),
      `the header ${authHeaders.timestamp} must hold the time in epoch milliseconds`,
    ],
    [
      "a timestamp with a unit",
      (all: Headers) => all.set(authHeaders.timestamp, `${now}ms`),
      `the header ${authHeaders.timestamp} must hold the time in epoch milliseconds`,
    ],
    [
      "a timestamp with a sign",
      (all: Headers) => all.set(authHeaders.timestamp, `+${now}`),
      `the header ${authHeaders.timestamp} must hold the time in epoch milliseconds`,
    ],
  ])("refuses %s, and logs why", async (_name, spoil, reason) => {
    const token = await getToken();
    const headers = new Headers(signedHeaders(query("o1"), "{}", token, door.auth, now));
    spoil(headers);
    const answer = await post(door, path("o1"), "{}", Object.fromEntries(headers));
    expect(answer.status).toBe(401);
    expect(answer.body.message).toBe(`Invalid authentication credentials (${reason})`);
    expect(door.requests.at(-1)?.refusal).toBe(answer.body.message);
  });

  test("distinguishes refreshing an expired token from refreshing an unknown one", async () => {
    const refresh = (accessToken: string) =>
      post(door, refreshPath, { ...tokenBody(door.auth, now), accessToken });
    const token = await getToken();
    now += tokenLifetimeMs;
    expect((await refresh(token)).body.msg).toBe("failed to refresh access token (the token is expired)");
    now += 1;
    expect((await refresh("stranger")).body.msg).toBe(
      "failed to refresh access token (the token is unknown)",
    );
  });

  test("keeps a refreshed token valid until its own expiry", async () => {
    const token = await getToken();
    now += 1;
    await post(door, refreshPath, { ...tokenBody(door.auth, now), accessToken: token });
    expect((await search(token)).body.code).toBe(0);
  });

  test("keeps tokens when it is reset, except with the option that removes them", async () => {
    const token = await getToken();
    door.reset();
    expect((await search(token)).body.code).toBe(0);
    door.reset({ tokens: true });
    expect((await search(token)).status).toBe(401);
    now += 1;
    expect(await getToken()).not.toBe(token);
  });
});

describe("keys and modes", () => {
  const createDoor = (auth: false | AuthOptions | undefined) => {
    const mock = createMockOta({ jobs: [job("a")], ...(auth !== undefined && { auth }) });
    return { ...mock, url: mock.baseUrl };
  };
  const tokenOf = async (door: ReturnType<typeof createDoor>, lag = 0): Promise<string> =>
    (await post(door, tokenPath, tokenBody(door.auth, Date.now() + lag))).body.data.accessToken;
  const searchWith = (door: ReturnType<typeof createDoor>, token: string) =>
    post(door, path("o1"), "{}", { [authHeaders.accessToken]: token });

  test("creates keys in EnOS's form, which the vendor's SDKs can process", () => {
    const { accessKey, secretKey } = createMockOta().auth;
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    expect(accessKey).toMatch(uuid);
    expect(secretKey).toMatch(uuid);
    expect(createMockOta({ auth: false }).auth).toEqual({ accessKey, secretKey });
  });

  test("uses the keys and the token's lifetime that it is given", async () => {
    const door = createDoor({ accessKey: "k", secretKey: "s", tokenLifetimeMs: 90_000 });
    expect(door.auth).toEqual({ accessKey: "k", secretKey: "s" });
    const { body } = await post(door, tokenPath, tokenBody({ accessKey: "k", secretKey: "s" }));
    expect(body.data.expire).toBe(90);
  });

  test("accepts its own token without a signature in the mode token, until it expires", async () => {
    const door = createDoor({ mode: "token" });
    const token = await tokenOf(door);
    expect((await searchWith(door, token)).body.code).toBe(0);
    door.use("tokenExpired", { times: 1 });
    await searchWith(door, token);
    expect((await searchWith(door, token)).body.code).toBe(1203);
    expect((await searchWith(door, "")).body.code).toBe(1202);
  });

  test.each([
    ["one RSA block of 2048 bits", 256, 200],
    ["two RSA blocks of 1024 bits", 256, 200],
    ["one RSA block of 1024 bits", 128, 200],
    ["too few bytes", 127, 401],
    ["a block and a half", 192, 401],
    ["no bytes", 0, 401],
  ])("answers an SDK-style token of %s with %i bytes by HTTP %i", async (_name, bytes, status) => {
    const token = btoa("x".repeat(bytes)) || "a";
    expect((await searchWith(createDoor({ mode: "token" }), token)).status).toBe(status);
    expect((await searchWith(createDoor(undefined), token)).status).toBe(401);
  });

  test("does not accept arbitrary text as an SDK-style token", async () => {
    const door = createDoor({ mode: "token" });
    expect((await searchWith(door, `${btoa("x".repeat(126)).slice(0, -1)}!abc`)).status).toBe(401);
    expect((await searchWith(door, btoa("x".repeat(128)).slice(0, -4))).status).toBe(401);
  });

  test.each([
    [
      "a mode that there is not",
      { mode: "tokens" },
      'auth.mode must be "signature" or "token", not "tokens".',
    ],
    ["an option with a typo", { accesKey: "k" }, 'auth has no option "accesKey". Did you mean "accessKey"?'],
    ["a lifetime of nothing", { tokenLifetimeMs: 0 }, "auth.tokenLifetimeMs must be a number from 1"],
    [
      "a key with a newline",
      { secretKey: "s3cr3t\n" },
      "auth.secretKey must be a text without blanks around it.",
    ],
    ["an empty key", { accessKey: "" }, "auth.accessKey must be a text without blanks around it."],
    ["true", true, "auth takes an object of options, not true."],
  ])("refuses %s", (_name, auth, message) => {
    const create: (options: object) => unknown = createMockOta;
    expect(() => create({ auth })).toThrow(message);
    expect(() => create({ auth })).not.toThrow("s3cr3t");
  });
});
