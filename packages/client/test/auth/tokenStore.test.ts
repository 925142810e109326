import { spawn } from "node:child_process";
import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import { describe, expect, test } from "vitest";
import type { TokenStore } from "../../src/index.ts";
import { failingServer } from "../support/failingServer.ts";
import { failure, found, Gateway } from "../support/gateway.ts";
import { hasRedis, startRedis } from "../support/redis.ts";

const auth = (tokenStore: TokenStore) => ({ accessKey: "a", secretKey: "s", tokenStore });
const tokensUsed = (gateway: Gateway) => gateway.searches.map((got) => got.headers.get("apim-accesstoken"));

/** A store that shows what was kept. */
class MapStore implements TokenStore {
  readonly entries = new Map<string, unknown>();
  readonly ttls: number[] = [];
  get(key: string): unknown {
    return this.entries.get(key);
  }
  set(key: string, value: unknown, ttlMs: number): void {
    this.entries.set(key, value);
    this.ttls.push(ttlMs);
  }
  /** The key that the client keeps its token under. */
  get tokenKey(): string {
    return [...this.entries.keys()].find((key) => !key.endsWith(":claim")) ?? "";
  }
}

describe("a Keyv in memory", () => {
  test("gives a second client the token of the first", async () => {
    const gateway = new Gateway();
    const tokenStore = new Keyv();
    await gateway.client({ auth: auth(tokenStore) }).otaJobs.search();
    await gateway.client({ auth: auth(tokenStore) }).otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(1);
    expect(tokensUsed(gateway)).toEqual(["t1", "t1"]);
  });

  test("eight clients that start together need one token request", async () => {
    const gateway = new Gateway();
    const tokenStore = new Keyv();
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => {
        const clock = {
          now: Date.now,
          sleep: gateway.clock.sleep.bind(gateway.clock),
          random: () => index / 8,
        };
        return gateway.client({ auth: auth(tokenStore), clock }).otaJobs.search();
      }),
    );
    expect(gateway.tokenCalls).toHaveLength(1);
  });
});

describe("a store", () => {
  test("holds no key in plain text, and forgets the token when it ends", async () => {
    const gateway = new Gateway();
    const store = new MapStore();
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect(store.tokenKey).toMatch(/^enos-ota:[0-9a-f]{32}$/);
    expect(store.entries.get(store.tokenKey)).toMatchObject({ accessToken: "t1" });
    const longest = Math.max(...store.ttls);
    expect(longest).toBeLessThanOrEqual(7_200_000);
    expect(longest).toBeGreaterThan(7_100_000);
  });

  test.each<[string, unknown]>([
    ["nothing", null],
    ["text", "t0"],
    ["a list", []],
    ["a token that is no text", { accessToken: 5, expiresAt: 9e15 }],
    ["a token that fits in no header", { accessToken: "a\r\nb", expiresAt: 9e15 }],
    ["no end", { accessToken: "t0" }],
    ["an end that is text", { accessToken: "t0", expiresAt: "9e15" }],
    ["an end in the past", { accessToken: "t0", expiresAt: 5 }],
  ])("with a corrupt entry (%s) does no harm", async (_, entry) => {
    const gateway = new Gateway();
    const store = new MapStore();
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    store.entries.set(store.tokenKey, entry);
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect(tokensUsed(gateway)).toEqual(["t1", "t2"]);
    expect(store.entries.get(store.tokenKey)).toMatchObject({ accessToken: "t2" });
  });

  test("with a token that the server refuses (stolen and revoked, or another's) is overwritten", async () => {
    const gateway = new Gateway();
    const store = new MapStore();
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    store.entries.set(store.tokenKey, { accessToken: "stolen", expiresAt: gateway.clock.now() + 7e6 });
    gateway.answers = [() => failure(1203), () => found("a")];
    const page = await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect(page.attempts).toBe(2);
    expect(tokensUsed(gateway)).toEqual(["t1", "stolen", "t2"]);
    expect(store.entries.get(store.tokenKey)).toMatchObject({ accessToken: "t2" });
  });

  const broken = () => Promise.reject(new Error("store is down"));
  const hanging = () => new Promise(() => {});
  test.each([
    ["fails", broken],
    ["hangs", hanging],
  ])("that %s is done without", async (_, operation) => {
    const gateway = new Gateway();
    const { otaJobs } = gateway.client({ auth: auth({ get: operation, set: operation }) });
    const searching = otaJobs.search().then((found) => found);
    await gateway.clock.advance(2_000);
    const page = await searching;
    expect(page.attempts).toBe(1);
    expect(tokensUsed(gateway)).toEqual(["t1"]);
    expect(gateway.clock.pending).toBe(0);
  });
});

describe.runIf(hasRedis)("a Keyv over Redis", () => {
  test("four processes share one token: one token request among them", { timeout: 60_000 }, async () => {
    await using redis = await startRedis();
    const calls = { token: 0, search: 0 };
    await using server = await failingServer((request, response) => {
      const isToken = request.url?.includes("/token/") ?? false;
      calls[isToken ? "token" : "search"]++;
      const body = isToken
        ? { status: 0, msg: "SUCCESS", data: { accessToken: "shared", expire: 7200 } }
        : {
            code: 0,
            msg: "OK",
            requestId: "r",
            data: [],
            pagination: { pageNo: 1, pageSize: 10, totalSize: 0 },
          };
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    });
    const script = new URL("../support/sharingProcess.ts", import.meta.url).pathname;
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = spawn(process.execPath, [script, redis.url, server.url], { stdio: "inherit" });
        return new Promise((resolve) => child.once("exit", resolve));
      }),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(calls).toEqual({ token: 1, search: 100 });

    // A process that comes later, and one that finds rubbish.
    const keyv = new Keyv({ store: new KeyvRedis(redis.url) });
    const gateway = new Gateway();
    await gateway.client({ baseUrl: server.url, auth: auth(keyv), clock: undefined }).otaJobs.search();
    expect(tokensUsed(gateway)).toEqual(["shared"]);
    await keyv.disconnect();
  });
});
