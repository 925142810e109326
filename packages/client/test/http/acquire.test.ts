import { expect, test } from "vitest";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import type { AcquireRequest } from "../../src/index.ts";
import { found, Gateway, json, rejection } from "../support/gateway.ts";

test("each attempt waits for a permit before it is signed, token calls too", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => json({}, { status: 503 }), () => found("a")];
  const asked: string[] = [];
  const acquire = async ({ operation }: AcquireRequest): Promise<void> => {
    asked.push(operation);
    await gateway.clock.sleep(40_000);
  };
  // Longer than the timeout of an attempt, which does not include the wait.
  await gateway.client({ acquire, timeoutMs: 1_000, totalTimeoutMs: Infinity }).otaJobs.search();
  expect(asked).toEqual(["getAccessToken", "searchOtaJobs", "searchOtaJobs"]);
  const [first] = gateway.searches;
  const signedAt = Number(first?.headers.get(authHeaders.timestamp));
  expect(signedAt - Date.UTC(2026, 0, 1)).toBe(80_000);
});

test("a permit receives a 429 with its Retry-After, and is released once for each attempt", async () => {
  const gateway = new Gateway();
  gateway.answers = [
    () => json({}, { status: 429, headers: { "retry-after": "7" } }),
    () => json({}, { status: 429 }),
    () => found("a"),
  ];
  const told: unknown[] = [];
  let held = 0;
  let most = 0;
  const acquire = () => {
    most = Math.max(most, ++held);
    return { throttled: (ms?: number) => void told.push(ms), release: () => void held-- };
  };
  await gateway.client({ acquire, auth: "none" }).otaJobs.search();
  expect(told).toEqual([7_000, undefined]);
  expect({ held, most }).toEqual({ held: 0, most: 1 });
});

test("a permit is released when the authorization fails, and what it throws is ignored", async () => {
  const gateway = new Gateway();
  let held = 0;
  const acquire = () => {
    held++;
    return {
      release: () => {
        held--;
        throw new Error("broken");
      },
    };
  };
  const sign = () => Promise.reject(new Error("no signer"));
  const error = await rejection(gateway.client({ acquire, auth: { sign } }).otaJobs.search());
  expect(error).toMatchObject({ name: "OtaConfigError", option: "auth.sign", attempts: 0 });
  expect(held).toBe(0);
});

test("an error thrown by acquire fails the call and is its cause; waiting ends with the call", async () => {
  const gateway = new Gateway();
  const refused = gateway.client({ acquire: () => Promise.reject(new Error("quota is used up")) });
  expect(await rejection(refused.otaJobs.search())).toMatchObject({
    name: "OtaConfigError",
    option: "acquire",
    message: "The function given as acquire failed.",
    cause: { message: "quota is used up" },
  });
  const endless = gateway.client({ acquire: () => new Promise<void>(() => {}), totalTimeoutMs: 5_000 });
  const failed = rejection(endless.otaJobs.search());
  await gateway.clock.advance(5_000);
  expect(await failed).toMatchObject({
    name: "OtaTimeoutError",
    scope: "total",
    timeoutMs: 5_000,
    attempts: 0,
  });
  expect(gateway.clock.pending).toBe(0);
});
