import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasRedis, startRedis } from "../../packages/client/test/support/redis.ts";
import { run } from "../../scripts/run.ts";

/** A server that records when each request arrived, and answers one of them with 429. */
async function startServer({ throttledRequest = 0 } = {}) {
  const arrivals: number[] = [];
  const server = createServer((request, response) => {
    request.resume();
    arrivals.push(performance.now());
    if (arrivals.length === throttledRequest) {
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
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrivals };
}

function runProcesses(count: number, calls: number, url: string, redisUrl: string) {
  const products = Array.from({ length: calls }, (_, index) => `product${index}`);
  return Promise.all(
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
}

/** The highest number of requests that arrived within one second. */
const mostInASecond = (arrivals: readonly number[]) =>
  Math.max(...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 1_000).length));

describe.runIf(hasRedis)("eight processes with one quota", () => {
  it("never send more than ten requests in any second", async () => {
    await using redis = await startRedis();
    const server = await startServer();
    const outcomes = await runProcesses(8, 3, server.url, redis.url);
    for (const { status, output } of outcomes) {
      expect({ status, output }).toEqual({ status: 0, output: "product0: 5\nproduct1: 5\nproduct2: 5\n" });
    }
    // Three counts and a token for each.
    expect(server.arrivals).toHaveLength(32);
    expect(mostInASecond(server.arrivals)).toBeLessThanOrEqual(10);
  }, 120_000);

  it("all pause when one of them is told to", async () => {
    await using redis = await startRedis();
    const server = await startServer({ throttledRequest: 20 });
    const outcomes = await runProcesses(8, 3, server.url, redis.url);
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    const pauses = server.arrivals.map((at, index) => at - (server.arrivals[index - 1] ?? at));
    // The server asked for 3 s; a request that already had its permit may still arrive.
    expect(Math.max(...pauses)).toBeGreaterThan(2_000);
    expect(server.arrivals).toHaveLength(33);
  }, 120_000);

  it("report that Redis is down, and continue with a limit per process", async () => {
    const server = await startServer();
    const [outcome] = await runProcesses(1, 2, server.url, "redis://127.0.0.1:1");
    expect(outcome?.status).toBe(0);
    expect(outcome?.output).toContain("Redis is not reachable");
    expect(outcome?.output).toContain("product1: 5");
    expect(mostInASecond(server.arrivals)).toBeLessThanOrEqual(2);
  }, 120_000);
});
