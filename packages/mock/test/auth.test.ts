import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../src/auth/sha256.ts";
import { signatureOf } from "../src/auth/signature.ts";
import { type Door, doors } from "./doors.ts";
import { job } from "./jobs.ts";
import { post } from "./post.ts";
import { type Keys, signedHeaders, tokenBody } from "./sign.ts";

const tokenPath = "/apim-token-service/v2.0/token/get";
const refreshPath = "/apim-token-service/v2.0/token/refresh";
const path = (orgId: string) =>
  `/connect-service/v2.1/ota-jobs?action=search&orgId=${encodeURIComponent(orgId)}`;
const query = (orgId: string) => ({ action: "search", orgId });

describe("the signature", () => {
  test("fits the documentation's worked example, byte for byte", () => {
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

  test("hashes any bytes as node does", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
      }),
    );
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
    door.reset();
  });
  afterAll(() => door.close());

  const getToken = async (keys: Keys = door.auth, timestamp = now): Promise<string> =>
    (await post(door, tokenPath, tokenBody(keys, timestamp))).body.data.accessToken;
  const search = (token: string, { keys = door.auth, timestamp = now, orgId = "o1", body = "{}" } = {}) =>
    post(door, path(orgId), body, signedHeaders(query(orgId), body, token, keys, timestamp));

  test("gives a token for the right keys, and serves who signs with it", async () => {
    const { body } = await post(door, tokenPath, tokenBody(door.auth, now));
    expect(body).toMatchObject({ status: 0, msg: "SUCCESS", data: { expire: 7200 } });
    expect((await search(body.data.accessToken)).body).toMatchObject({ code: 0, data: [{ jobId: "a" }] });
  });

  test("takes the query URL-decoded, and the body as it was sent", async () => {
    const token = await getToken();
    const answer = await search(token, { orgId: "o 1+ä", body: '{ "expression" : "name like \'job\'" }\n' });
    expect(answer.body).toMatchObject({ code: 0, data: [{ jobId: "b" }] });
  });

  test("returns the same token until it expires, with the time that remains", async () => {
    const token = await getToken();
    now += 3_600_000;
    const { body } = await post(door, tokenPath, tokenBody(door.auth, now));
    expect(body.data).toEqual({ accessToken: token, expire: 3600 });
    now += 3_600_000;
    expect(await getToken()).not.toBe(token);
  });

  test("refuses an expired token with 1203, and will not refresh it", async () => {
    const token = await getToken();
    now += 7_200_000;
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
    expect(body).toMatchObject({ status: 0, data: { expire: 7200 } });
    expect(body.data.accessToken).not.toBe(token);
    expect((await search(body.data.accessToken)).body.code).toBe(0);
  });

  test("refuses an encryption that was used before", async () => {
    const request = tokenBody(door.auth, now);
    await post(door, tokenPath, request);
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
    [
      "a timestamp that is no number",
      1004,
      (keys: Keys) => ({ ...tokenBody(keys, now), timestamp: String(now) }),
    ],
    ["a timestamp of long ago", 1004, (keys: Keys) => tokenBody(keys, now - 900_001)],
    ["no timestamp", 1202, (keys: Keys) => ({ ...tokenBody(keys, now), timestamp: undefined })],
    ["an empty access key", 1202, (keys: Keys) => tokenBody({ ...keys, accessKey: "" }, now)],
  ])("gives no token to %s", async (_name, status, request) => {
    expect((await post(door, tokenPath, request(door.auth))).body).toMatchObject({ status, data: null });
  });

  test.each([
    ["a wrong secret key", { keys: { accessKey: "key", secretKey: "other" } }, /signature does not fit/],
    ["a request of long ago", { timestamp: -900_001 }, /900 s behind the server's clock/],
    ["a request of the future", { timestamp: 900_001 }, /900 s ahead of the server's clock/],
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

  test("serves a request at the edge of the window", async () => {
    const token = await getToken();
    expect((await search(token, { timestamp: now - 900_000 })).body.code).toBe(0);
    expect((await search(token, { timestamp: now + 900_000 })).body.code).toBe(0);
  });

  test("refuses a body that is not the one that was signed", async () => {
    const token = await getToken();
    const headers = signedHeaders(query("o1"), "{}", token, door.auth, now);
    expect((await post(door, path("o1"), "{} ", headers)).status).toBe(401);
  });

  test("refuses a token that it has not issued, and a call without one", async () => {
    expect((await search("stranger")).status).toBe(401);
    expect((await search("")).body.code).toBe(1202);
    const token = await getToken();
    expect((await post(door, path("o1"), "{}", { "apim-accesstoken": token })).status).toBe(401);
  });

  test("says the time by its own clock", async () => {
    now = Date.UTC(2020, 0, 1);
    const { headers } = await post(door, tokenPath, tokenBody(door.auth, now));
    expect(headers.get("date")).toBe("Wed, 01 Jan 2020 00:00:00 GMT");
  });

  test("forgets tokens when it is reset", async () => {
    const token = await getToken();
    door.reset();
    expect((await search(token)).status).toBe(401);
  });
});
