import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasRedis, startRedis } from "../../packages/client/test/support/redis.ts";
import { run } from "../../scripts/run.ts";

/** A server that counts requests, and answers one of them with 429. */
async function startServer({ throttledRequest = 0 } = {}) {
  const seen = { requests: 0 };
  const server = createServer((request, response) => {
    request.resume();
    seen.requests++;
    if (seen.requests === throttledRequest) {
      return response.writeHead(429, { "retry-after": "3" }).end('{"message":"API rate limit exceeded"}');
    }
    const isToken = request.url?.includes("/token/") ?? false;
    const pagination = { pageNo: 1, pageSize: 1, totalSize: 5 };
    const answer = isToken
      ? { status: 0, msg: "SUCCESS", data: { accessToken: "t", expire: 7200 } }
      : { code: 0, msg: "OK", requestId: "r", data: [], pagination };
    return response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Runs the example in several processes at once. Returns what they printed, and how long all of it took, in ms. */
async function runProcesses(count: number, calls: number, url: string, redisUrl: string) {
  const products = Array.from({ length: calls }, (_, index) => `product${index}`);
  const started = performance.now();
  const outcomes = await Promise.all(
    Array.from({ length: count }, () =>
      run(join(import.meta.dirname, ".."), process.execPath, ["countWithinLimit.ts", ...products], {
        ...process.env,
        REDIS_URL: redisUrl,
        ENOS_BASE_URL: url,
        ENOS_ORG_ID: "o1",
        ENOS_ACCESS_KEY: "a",
        ENOS_SECRET_KEY: "s",
      }),
    ),
  );
  return { outcomes, ms: performance.now() - started };
}

/** Counts the slots that Redis grants: the example sets a key for each, which lasts for an eighth of a second. */
async function countSlots(redisUrl: string) {
  const redis = new Redis(redisUrl);
  const slots = { granted: 0 };
  await redis.config("SET", "notify-keyspace-events", "E$");
  await redis.subscribe("__keyevent@0__:set");
  redis.on("message", (_channel, key) => {
    if (key === "enos-ota:quota") slots.granted++;
  });
  onTestFinished(() => redis.disconnect());
  return slots;
}

// When requests arrive says little on a loaded machine, where they bunch up. What holds on every machine: no request
// without a slot of its own, and no run shorter than its slots together.
describe.runIf(hasRedis)("eight processes with one quota", () => {
  it("send each request in a slot of its own, eight of which make a second", async () => {
    await using redis = await startRedis();
    const server = await startServer();
    const slots = await countSlots(redis.url);
    const { outcomes, ms } = await runProcesses(8, 3, server.url, redis.url);
    for (const { status, output } of outcomes) {
      expect({ status, output }).toEqual({ status: 0, output: "product0: 5\nproduct1: 5\nproduct2: 5\n" });
    }
    // Three counts and a token for each.
    expect(server.seen.requests).toBe(32);
    await expect.poll(() => slots.granted).toBe(32);
    expect(ms).toBeGreaterThan(31 * 125);
  }, 120_000);

  it("all pause when one of them is told to", async () => {
    await using redis = await startRedis();
    const server = await startServer({ throttledRequest: 20 });
    const { outcomes, ms } = await runProcesses(8, 3, server.url, redis.url);
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(server.seen.requests).toBe(33);
    // The pause takes the place of one slot.
    expect(ms).toBeGreaterThan(31 * 125 + 3_000);
  }, 120_000);

  it("report that Redis is down, and continue with a limit per process", async () => {
    const server = await startServer();
    const { outcomes, ms } = await runProcesses(1, 2, server.url, "redis://127.0.0.1:1");
    expect(outcomes[0]?.status).toBe(0);
    expect(outcomes[0]?.output).toContain("Redis is not reachable");
    expect(outcomes[0]?.output).toContain("product1: 5");
    // A token and two counts, one a second.
    expect(server.seen.requests).toBe(3);
    expect(ms).toBeGreaterThan(2_000);
  }, 120_000);
});
