import { fork } from "node:child_process";
import { once } from "node:events";
import Keyv from "keyv";
import { describe, expect, onTestFinished, test } from "vitest";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import type { TestClock, TokenStore } from "../../src/index.ts";
import { failingServer } from "../support/failingServer.ts";
import { failure, found, Gateway, json, rejection } from "../support/gateway.ts";
import { hasRedis, startRedis } from "../support/redis.ts";
import { type RedisLibrary, redisStores } from "../support/redisStores.ts";

const auth = (tokenStore: TokenStore) => ({ accessKey: "a", secretKey: "s", tokenStore });
const tokensUsed = (gateway: Gateway) =>
  gateway.searches.map((got) => got.headers.get(authHeaders.accessToken));

/** A store whose entries expire by the test's clock. */
class MemoryStore implements TokenStore {
  readonly entries = new Map<string, { value: unknown; until: number }>();
  /** Operations, in order. */
  readonly log: string[] = [];
  readonly #clock: TestClock;

  constructor(clock: TestClock) {
    this.#clock = clock;
  }

  get(key: string): unknown {
    this.log.push(`get ${kind(key)}`);
    const entry = this.entries.get(key);
    return entry && entry.until > this.#clock.now() ? entry.value : undefined;
  }

  set(key: string, value: unknown, ttlMs: number): void {
    this.log.push(`set ${kind(key)}`);
    this.put(key, value, ttlMs);
  }

  put(key: string, value: unknown, ttlMs = 1e12): void {
    this.entries.set(key, { value, until: this.#clock.now() + ttlMs });
  }

  /** The key of the token, which is known once a client has used the store. */
  get tokenKey(): string {
    return [...this.entries.keys()].find((key) => !key.endsWith(":claim")) ?? "";
  }

  get token(): unknown {
    return this.entries.get(this.tokenKey)?.value;
  }
}

/** A store with an atomic `add`. */
class AtomicStore extends MemoryStore {
  add(key: string, value: string, ttlMs: number): boolean {
    if (this.get(key) !== undefined) return false;
    this.put(key, value, ttlMs);
    return true;
  }
}

const kind = (key: string): string => (key.endsWith(":claim") ? "claim" : "token");

/** Waits until work in the background has ended. */
const settle = (gateway: Gateway) => gateway.clock.advance(0);

/** A store of the given kind, which one client has filled with the token t1. */
async function filled<S extends MemoryStore>(Store: new (clock: TestClock) => S) {
  const gateway = new Gateway();
  const store = new Store(gateway.clock);
  await gateway.client({ auth: auth(store) }).otaJobs.search();
  await settle(gateway);
  return { gateway, store };
}

describe("a Keyv in memory", () => {
  test("shares the token of one client with a second", async () => {
    const gateway = new Gateway();
    const tokenStore = new Keyv();
    await gateway.client({ auth: auth(tokenStore) }).otaJobs.search();
    await gateway.client({ auth: auth(tokenStore) }).otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(1);
    expect(tokensUsed(gateway)).toEqual(["t1", "t1"]);
  });
});

describe.each([
  ["with get and set", MemoryStore],
  ["with an atomic add", AtomicStore],
])("a store %s", (_, Store) => {
  test("is read by eight clients that start together, and one of them fetches", async () => {
    const gateway = new Gateway();
    const store = new Store(gateway.clock);
    const clients = Array.from({ length: 8 }, () => gateway.client({ auth: auth(store) }));
    await Promise.all(clients.map(({ otaJobs }) => otaJobs.search()));
    expect(gateway.tokenCalls).toHaveLength(1);
  });

  test("contains no key in plain text, and its entries expire: the token with itself, the claim at once", async () => {
    const { gateway, store } = await filled(Store);
    expect(store.tokenKey).toMatch(/^enos-ota:[0-9a-f]{32}$/);
    expect(store.token).toEqual({ accessToken: "t1", expiresAt: gateway.clock.now() + 7_200_000 });
    expect(store.entries.get(store.tokenKey)?.until).toBe(gateway.clock.now() + 7_200_000);
    await gateway.clock.advance(1);
    expect(store.get(`${store.tokenKey}:claim`)).toBeUndefined();
  });

  test("keeps tokens of other servers and other keys apart", async () => {
    const { gateway, store } = await filled(Store);
    await gateway.client({ auth: auth(store), baseUrl: "https://other.example" }).otaJobs.search();
    await gateway.client({ auth: { ...auth(store), accessKey: "b" } }).otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(3);
  });

  test("supplies its token while more than 60 s of its lifetime are left", async () => {
    const { gateway, store } = await filled(Store);
    await gateway.clock.advance(7_139_999);
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect(tokensUsed(gateway).at(-1)).toBe("t1");
    await settle(gateway);
    store.put(store.tokenKey, { accessToken: "late", expiresAt: gateway.clock.now() + 60_000 });
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect(tokensUsed(gateway).at(-1)).not.toBe("late");
  });

  test("is judged by the server's clock, when the machine's is wrong", async () => {
    const { gateway, store } = await filled(Store);
    const late = gateway.clock.now() + 7_000_000;
    gateway.answers = [
      () =>
        json(
          { message: "Invalid authentication credentials" },
          { status: 401, headers: { date: new Date(late).toUTCString() } },
        ),
      () => found("a"),
    ];
    const enos = gateway.client({ auth: auth(store) });
    await enos.otaJobs.search();
    await settle(gateway);
    expect(store.token).toMatchObject({ expiresAt: expect.toSatisfy((at: number) => at > late + 7_000_000) });
  });

  test.each<[string, unknown]>([
    ["nothing", null],
    ["a text", "t0"],
    ["a list", []],
    ["a token that is no text", { accessToken: 5, expiresAt: 9e15 }],
    ["a token that fits in no header", { accessToken: "a\r\nb", expiresAt: 9e15 }],
    ["a token that is too long for a header", { accessToken: "a".repeat(20_000), expiresAt: 9e15 }],
    ["no end", { accessToken: "t0" }],
    ["an end that is a text", { accessToken: "t0", expiresAt: "9e15" }],
    ["an end that is no number", { accessToken: "t0", expiresAt: Number.NaN }],
    ["an end in the past", { accessToken: "t0", expiresAt: 5 }],
  ])("with a corrupt entry (%s) gets a new token", async (_entry, entry) => {
    const { gateway, store } = await filled(Store);
    store.put(store.tokenKey, entry);
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    await settle(gateway);
    expect(tokensUsed(gateway)).toEqual(["t1", "t2"]);
    expect(store.token).toMatchObject({ accessToken: "t2" });
  });

  test.each([
    ["1203", () => failure(1203)],
    ["401", () => json({ message: "no" }, { status: 401 })],
    ["431, because it is too long", () => json({ message: "too large" }, { status: 431 })],
    ["400", () => json({ message: "bad request" }, { status: 400 })],
    ["500", () => json({ message: "oops" }, { status: 500 })],
  ])("with a token that the server refuses (%s) gets a new one", async (_refusal, refusal) => {
    const { gateway, store } = await filled(Store);
    store.put(store.tokenKey, { accessToken: "stolen", expiresAt: gateway.clock.now() + 7e6 });
    gateway.answers = [refusal, () => found("a")];
    const page = await gateway.client({ auth: auth(store), maxRetries: 0 }).otaJobs.search();
    await settle(gateway);
    expect(page.attempts).toBe(2);
    expect(tokensUsed(gateway)).toEqual(["t1", "stolen", "t2"]);
    expect(store.token).toMatchObject({ accessToken: "t2" });
  });

  test.each([429, 503])("with a token keeps it when the server is busy (%d)", async (status) => {
    const { gateway, store } = await filled(Store);
    gateway.answers = [() => json({ message: "busy" }, { status })];
    await rejection(gateway.client({ auth: auth(store), maxRetries: 0 }).otaJobs.search());
    expect(gateway.tokenCalls).toHaveLength(1);
    expect(store.token).toMatchObject({ accessToken: "t1" });
  });

  test("delays the other clients by ten seconds, once, when the client with the claim has died", async () => {
    const { gateway, store } = await filled(Store);
    const claim = `${store.tokenKey}:claim`;
    store.entries.delete(store.tokenKey);
    store.put(claim, "of a process that has died", 10_000);
    const begun = gateway.clock.now();
    const clients = Array.from({ length: 4 }, () => gateway.client({ auth: auth(store) }));
    await Promise.all(clients.map(({ otaJobs }) => otaJobs.search()));
    expect(gateway.clock.now() - begun).toBeGreaterThanOrEqual(10_000);
    expect(gateway.clock.now() - begun).toBeLessThan(11_000);
    expect(gateway.tokenCalls).toHaveLength(2);
  });

  test("recovers from a claim that never ends", async () => {
    const { gateway, store } = await filled(Store);
    store.entries.delete(store.tokenKey);
    for (const entry of store.entries.values())
      Object.assign(entry, { value: { foreign: true }, until: Infinity });
    store.put([...store.entries.keys()][0] ?? "", { foreign: true });
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect([...store.entries.keys()].map(kind).sort()).toEqual(["claim", "token"]);
    await gateway.clock.advance(20_000);
    const begun = gateway.clock.now();
    store.entries.delete(store.tokenKey);
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect(gateway.clock.now() - begun).toBeLessThan(1_000);
  });

  test("is told when a fetch failed: another client fetches at once", async () => {
    const { gateway, store } = await filled(Store);
    store.entries.delete(store.tokenKey);
    gateway.tokenAnswers = [() => failure(1003), () => json({ status: 1003, msg: "no", data: null })];
    const begun = gateway.clock.now();
    await rejection(gateway.client({ auth: auth(store), maxRetries: 0 }).otaJobs.search());
    await settle(gateway);
    gateway.tokenAnswers = [];
    await gateway.client({ auth: auth(store) }).otaJobs.search();
    expect(gateway.clock.now() - begun).toBeLessThan(1_000);
  });

  test("renews for all: a client whose token is close to its expiry uses the one that another client has stored", async () => {
    const { gateway, store } = await filled(Store);
    const [one, two] = [gateway.client({ auth: auth(store) }), gateway.client({ auth: auth(store) })];
    await one.otaJobs.search();
    await two.otaJobs.search();
    await gateway.clock.advance(6_700_000);
    await one.otaJobs.search();
    await settle(gateway);
    await two.otaJobs.search();
    await settle(gateway);
    await two.otaJobs.search();
    expect(tokensUsed(gateway).at(-1)).toBe("t2");
    expect(gateway.tokenCalls.map(({ path }) => path.split("/").at(-1))).toEqual(["get", "refresh"]);
  });
});

describe("a store that does not work", () => {
  const operations: [string, () => unknown][] = [
    ["rejects", () => Promise.reject(new Error("store is down"))],
    [
      "throws",
      () => {
        throw new Error("store is down");
      },
    ],
    ["hangs", () => new Promise(() => {})],
  ];

  test.each(operations)(
    "(it %s) costs a call two seconds at most, and is left alone for 30 s",
    async (_, operation) => {
      const gateway = new Gateway();
      let uses = 0;
      const use = () => {
        uses++;
        return operation();
      };
      const { otaJobs } = gateway.client({ auth: auth({ get: use, set: use }), totalTimeoutMs: 5_000 });
      const begun = gateway.clock.now();
      const searching = otaJobs.search().then((page) => page.attempts);
      await gateway.clock.advance(2_000);
      expect(await searching).toBe(1);
      expect(gateway.clock.now() - begun).toBe(2_000);
      expect(tokensUsed(gateway)).toEqual(["t1"]);
      expect(gateway.clock.pending).toBe(0);
      expect(uses).toBe(1);
      gateway.answers = [() => failure(1203), () => found("a")];
      await otaJobs.search();
      expect(uses).toBe(1);
      await gateway.clock.advance(30_000);
      gateway.answers = [() => failure(1203), () => found("a")];
      const later = otaJobs.search().then((page) => page.attempts);
      await gateway.clock.advance(2_000);
      expect(await later).toBe(2);
      expect(uses).toBe(2);
    },
  );

  test.each(operations)(
    "(its set %s) does not delay the search that fetched the token",
    async (_, operation) => {
      const gateway = new Gateway();
      const store = { get: () => undefined, add: () => true, set: operation };
      const begun = gateway.clock.now();
      await gateway.client({ auth: auth(store) }).otaJobs.search();
      expect(gateway.clock.now()).toBe(begun);
      await gateway.clock.advance(2_000);
      expect(gateway.clock.pending).toBe(0);
    },
  );

  test("(it hangs) is given up too when the call has less time than two seconds", async () => {
    const gateway = new Gateway();
    const hang = () => new Promise(() => {});
    const { otaJobs } = gateway.client({ auth: auth({ get: hang, set: hang }), totalTimeoutMs: 1_000 });
    const first = rejection(otaJobs.search());
    await gateway.clock.advance(1_000);
    expect(await first).toMatchObject({ name: "OtaTimeoutError" });
    expect((await otaJobs.search()).attempts).toBe(1);
  });

  test("(it is slow) is not given up because a caller left at once", async () => {
    const gateway = new Gateway();
    let uses = 0;
    const hang = () => {
      uses++;
      return new Promise(() => {});
    };
    const { otaJobs } = gateway.client({ auth: auth({ get: hang, set: hang }) });
    const controller = new AbortController();
    const first = rejection(otaJobs.search({}, { signal: controller.signal }));
    await gateway.clock.advance(100);
    controller.abort();
    expect(await first).toMatchObject({ name: "OtaAbortError" });
    const second = otaJobs.search().then((page) => page.attempts);
    await gateway.clock.advance(2_000);
    expect(await second).toBe(1);
    expect(uses).toBe(2);
  });

  test("is logged without the text of its error, which may quote the token", async () => {
    const gateway = new Gateway();
    const lines: unknown[] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    const logger = { debug: log, info: log, warn: log, error: log };
    const fail = () => Promise.reject(new Error("cannot read t0"));
    await gateway.client({ auth: auth({ get: fail, set: fail }), logger }).otaJobs.search();
    expect(JSON.stringify(lines)).toContain("token store failed");
    expect(JSON.stringify(lines)).not.toContain("t0");
  });
});

/** A gateway on 127.0.0.1 that counts its calls. */
async function countingGateway() {
  const calls = { token: 0, search: 0 };
  const server = await failingServer((request, response) => {
    const isToken = request.url?.includes("/token/") ?? false;
    calls[isToken ? "token" : "search"]++;
    const pagination = { pageNo: 1, pageSize: 10, totalSize: 0 };
    const body = isToken
      ? { status: 0, msg: "SUCCESS", data: { accessToken: "shared", expire: 7200 } }
      : { code: 0, msg: "OK", requestId: "r", data: [], pagination };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
  return { ...server, calls };
}

/** Runs processes that share a token, all started at the same moment; returns their exit codes. */
async function runTogether(library: RedisLibrary, count: number, redisUrl: string, baseUrl: string) {
  const script = new URL("../support/sharingProcess.ts", import.meta.url);
  const children = Array.from({ length: count }, () => fork(script, [library, redisUrl, baseUrl]));
  onTestFinished(() => children.forEach((child) => void child.kill("SIGKILL")));
  const exits = children.map((child) => once(child, "exit").then(([code]: unknown[]) => code));
  // A process that fails to start exits, which its exit code shows.
  await Promise.all(children.map((child, index) => Promise.race([once(child, "message"), exits[index]])));
  for (const child of children) if (child.connected) child.send("go");
  return Promise.all(exits);
}

describe.runIf(hasRedis)("over a real Redis", () => {
  test.each([
    ["redis", 32],
    ["ioredis", 4],
  ] as const)(
    "with the atomic add of %s, %d processes that start together fetch exactly one token",
    async (library, count) => {
      await using redis = await startRedis();
      await using gateway = await countingGateway();
      const codes = await runTogether(library, count, redis.url, gateway.url);
      expect(codes).toEqual(Array.from({ length: count }, () => 0));
      expect(gateway.calls).toEqual({ token: 1, search: 2 * count });
    },
    180_000,
  );

  test("with Keyv, which has no atomic operation, processes may fetch a token each, and all searches succeed", async () => {
    await using redis = await startRedis();
    await using gateway = await countingGateway();
    const codes = await runTogether("keyv", 4, redis.url, gateway.url);
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(gateway.calls.search).toBe(8);
    expect(gateway.calls.token).toBeGreaterThanOrEqual(1);
    expect(gateway.calls.token).toBeLessThanOrEqual(4);
    // A process that starts later needs no fetch.
    const before = gateway.calls.token;
    expect(await runTogether("keyv", 1, redis.url, gateway.url)).toEqual([0]);
    expect(gateway.calls.token).toBe(before);
  }, 180_000);

  test("with a Redis that goes away, searches succeed", async () => {
    const redis = await startRedis();
    await using gateway = await countingGateway();
    const { store, close } = await redisStores.ioredis(redis.url);
    await redis[Symbol.asyncDispose]();
    const enos = new Gateway().client({
      baseUrl: gateway.url,
      fetch: undefined,
      auth: auth(store),
      clock: undefined,
    });
    await Promise.all([enos.otaJobs.search(), enos.otaJobs.search()]);
    await enos.otaJobs.search();
    expect(gateway.calls).toEqual({ token: 1, search: 3 });
    close();
  });
});
