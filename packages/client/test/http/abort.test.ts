import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { isOtaAbortError, type OtaClientOptions, type SearchOptions } from "../../src/index.ts";
import { failure, found, Gateway, json, never, rejection } from "../support/gateway.ts";

const why = new Error("changed my mind");

/** Aborts a search once the given event has happened; returns its error. */
async function abortWhen(
  gateway: Gateway,
  happened: () => boolean,
  options: OtaClientOptions = {},
  run = (client: ReturnType<Gateway["client"]>, call: SearchOptions): PromiseLike<unknown> =>
    client.otaJobs.search({}, call),
): Promise<unknown> {
  const controller = new AbortController();
  const running = rejection(run(gateway.client(options), { signal: controller.signal }));
  await expect.poll(happened).toBe(true);
  controller.abort(why);
  const error = await running;
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  return error;
}

const aborted = { name: "OtaAbortError", cause: why, retryable: false };

describe("an abort ends a call at once, without a timer or a listener left,", () => {
  test("before it begins", async () => {
    const gateway = new Gateway();
    const error = await rejection(gateway.client().otaJobs.search({}, { signal: AbortSignal.abort(why) }));
    expect(error).toMatchObject({ ...aborted, attempts: 0 });
    expect(gateway.tokenCalls).toHaveLength(0);
  });

  test("while the token is fetched", async () => {
    const gateway = new Gateway();
    gateway.tokenAnswers = [(got) => never(got.signal)];
    const error = await abortWhen(gateway, () => gateway.tokenCalls.length === 1, { clock: undefined });
    expect(error).toMatchObject({ ...aborted, attempts: 0 });
  });

  test("while a custom function has not returned a token yet", async () => {
    let asked = false;
    const accessToken = () => {
      asked = true;
      return new Promise<string>(() => {});
    };
    const auth = { accessToken, secretKey: "s" };
    expect(await abortWhen(new Gateway(), () => asked, { auth, clock: undefined })).toMatchObject(aborted);
  });

  test("while it waits for the headers, even with a fetch that ignores signals", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => never()];
    const error = await abortWhen(gateway, () => gateway.searches.length === 1, { clock: undefined });
    expect(error).toMatchObject({ ...aborted, attempts: 1 });
  });

  test("while it reads the body", async () => {
    const gateway = new Gateway();
    let cancelled = false;
    const body = () =>
      new ReadableStream({
        start: (c) => c.enqueue(new Uint8Array([123])),
        cancel: () => {
          cancelled = true;
        },
      });
    gateway.answers = [() => new Response(body())];
    const error = await abortWhen(gateway, () => gateway.searches.length === 1, { clock: undefined });
    expect(error).toMatchObject({ ...aborted, attempts: 1 });
    await expect.poll(() => cancelled).toBe(true);
  });

  test("while it waits before a retry", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => json({}, { status: 503, headers: { "retry-after": "50" } })];
    const error = await abortWhen(gateway, () => gateway.searches.length === 1, { clock: undefined });
    expect(error).toMatchObject({ ...aborted, attempts: 1 });
  });

  test("between pages", async () => {
    const gateway = new Gateway();
    const pagination = { pageNo: 1, pageSize: 50, totalSize: 500 };
    gateway.answers = [() => json({ code: 0, data: [{ jobId: "a" }], requestId: "r", pagination })];
    const controller = new AbortController();
    const loop = async (): Promise<void> => {
      for await (const _ of gateway.client().otaJobs.search({}, { signal: controller.signal }))
        controller.abort(why);
    };
    expect(await rejection(loop())).toMatchObject(aborted);
    expect(gateway.searches).toHaveLength(1);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("while waitFor() waits", async () => {
    const gateway = new Gateway();
    const error = await abortWhen(
      gateway,
      () => true,
      { clock: undefined },
      (client, call) => client.otaJobs.waitFor({}, () => false, { ...call, timeoutMs: undefined }),
    );
    expect(error).toMatchObject(aborted);
    expect(gateway.searches).toHaveLength(0);
  });
});

test("ten thousand calls on one signal leave no listener on it, and no timer", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => found("a")];
  const { otaJobs } = gateway.client();
  const { signal } = new AbortController();
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on("warning", warn);
  let most = 0;
  for (let i = 0; i < 1000; i++) {
    await Promise.all(Array.from({ length: 10 }, () => otaJobs.search({}, { signal })));
    most = Math.max(most, getEventListeners(signal, "abort").length);
  }
  process.off("warning", warn);
  expect(gateway.searches).toHaveLength(10_000);
  expect(most).toBe(0);
  expect(warnings).toEqual([]);
  expect(gateway.clock.pending).toBe(0);
}, 60_000);

test("an abort after a failure is an abort, not the failure", async () => {
  const gateway = new Gateway();
  const controller = new AbortController();
  gateway.answers = [
    () => {
      controller.abort(why);
      return failure(99400);
    },
  ];
  const error = await rejection(gateway.client().otaJobs.search({}, { signal: controller.signal }));
  expect(isOtaAbortError(error)).toBe(true);
});
