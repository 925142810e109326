// Users replace the timers of the runtime (vi.useFakeTimers(), jest.useFakeTimers(): the same implementation).
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createOtaClient, type OtaClientOptions } from "../src/index.ts";
import { failingServer } from "./support/failingServer.ts";
import { found, Gateway, json, never, rejection } from "./support/gateway.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function world(options: OtaClientOptions = {}) {
  const mock = createMockOta({ jobs: generateJobs(30, { seed: 3 }) });
  const { baseUrl, auth, fetch } = mock;
  return { mock, ...createOtaClient({ baseUrl, orgId: "o1", auth, fetch, ...options }) };
}

/** Watches a promise, so that its rejection is handled from the beginning. */
const settled = (promise: PromiseLike<unknown>) =>
  Promise.resolve(promise).then(
    () => "fulfilled",
    (error: unknown) => (error instanceof Error ? error.name : error),
  );

/**
 * Moves the time until a promise has settled. What it waits for meanwhile takes real time too, such as a hash that is made
 * in another thread.
 */
async function untilSettled<T>(
  promise: Promise<T>,
  move: () => Promise<unknown> = () => vi.advanceTimersByTimeAsync(1_000),
): Promise<T> {
  let isSettled = false;
  const note = (): void => {
    isSettled = true;
  };
  promise.then(note, note);
  while (!isSettled) await move();
  return promise;
}

describe("under fake timers", () => {
  test("a search needs no timer", async () => {
    const { otaJobs } = world();
    expect((await otaJobs.search()).totalSize).toBe(30);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a retry is sent when the time is advanced past its delay", async () => {
    const { mock, otaJobs } = world();
    mock.use("unavailable", { times: 1 });
    expect(await untilSettled(settled(otaJobs.search()))).toBe("fulfilled");
  });

  test("waitFor() polls again", async () => {
    const { otaJobs } = world();
    let looks = 0;
    const waiting = settled(otaJobs.waitFor({}, () => ++looks === 3));
    expect(await untilSettled(waiting)).toBe("fulfilled");
  });

  test("a delayed answer comes", async () => {
    const { mock, otaJobs } = world();
    mock.use("delay", { delayMs: 5_000, times: 1 });
    expect(await untilSettled(settled(otaJobs.search()))).toBe("fulfilled");
  });

  test.each(["unavailable", "rateLimited"] as const)("running all timers overcomes one %s", async (fault) => {
    const { mock, otaJobs } = world();
    mock.use(fault, { times: 1 });
    const search = settled(otaJobs.search());
    expect(await untilSettled(search, () => vi.runAllTimersAsync())).toBe("fulfilled");
  });

  test("running all timers lets no request over the network time out", async () => {
    await using server = await failingServer(async (request, response) => {
      const isToken = request.url?.includes("/token/") ?? false;
      const token = json({ status: 0, msg: "SUCCESS", data: { accessToken: "t", expire: 7200 } });
      const body = await (isToken ? token : found("a")).text();
      response.setHeader("content-type", "application/json").end(body);
    });
    const { baseUrl, fetch, clock, ...options } = new Gateway().options();
    const search = settled(createOtaClient({ ...options, baseUrl: server.url }).otaJobs.search());
    await vi.runAllTimersAsync();
    expect(await search).toBe("fulfilled");
  });

  test("a hanging request times out when the time is advanced past its deadline", async () => {
    const { clock, ...options } = new Gateway().options();
    const fetch = (_url: string, { signal }: RequestInit) => never(signal ?? undefined);
    const { otaJobs } = createOtaClient({ ...options, fetch, timeoutMs: 30_000, maxRetries: 0 });
    const search = rejection(otaJobs.search());
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await search).toMatchObject({ name: "OtaTimeoutError", scope: "attempt" });
  });
});
