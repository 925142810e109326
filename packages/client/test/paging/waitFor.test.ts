import { describe, expect, test, vi } from "vitest";
import { isOtaTimeoutError, type OtaJob, OtaTimeoutError, type WaitOptions } from "../../src/index.ts";
import { failure, found, Gateway, json, never, rejection } from "../support/gateway.ts";
import { JobServer } from "../support/jobServer.ts";

/** Waits, and returns how it ended: the IDs of the jobs, or the error. */
async function wait(
  gateway: Gateway,
  predicate: (jobs: readonly OtaJob[]) => boolean | Promise<boolean>,
  options?: WaitOptions,
  /** How far the time advances while something hangs. */
  hangsMs = 0,
): Promise<string[] | unknown> {
  try {
    const waiting = gateway.client({ maxRetries: 0 }).otaJobs.waitFor({}, predicate, options);
    waiting.catch(() => {});
    if (hangsMs > 0) {
      await vi.waitFor(() => expect(gateway.searches).toHaveLength(1));
      await gateway.clock.advance(hangsMs);
    }
    return (await waiting).map((job) => job.jobId);
  } catch (error) {
    return error;
  } finally {
    // Whatever happens, no timer is left.
    expect(gateway.clock.pending).toBe(0);
  }
}

const unavailable = (headers: Record<string, string> = {}) =>
  json({ message: "Service unavailable" }, { status: 503, headers });

describe("polling", () => {
  test("first after the documented two seconds, then at the interval, varied by a tenth", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a"), () => found("a", "b"), () => found("a", "b", "c")];
    gateway.clock.random = () => 0.75;
    expect(await wait(gateway, (seen) => seen.length === 3, { intervalMs: 1000 })).toEqual(["a", "b", "c"]);
    expect(gateway.clock.slept).toEqual([2000, 1050, 1050]);
  });

  test("every five seconds, for ten minutes, by default", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a")];
    const error = await wait(gateway, () => false);
    expect(error).toMatchObject({ scope: "waitFor", timeoutMs: 600_000 });
    expect(gateway.clock.slept.slice(0, 3)).toEqual([2000, 5000, 5000]);
    expect(gateway.searches).toHaveLength(120);
  });

  test("the predicate receives the jobs of all pages, and may be slow", async () => {
    const server = new JobServer(130);
    const gateway = new Gateway();
    const { otaJobs } = server.client({ clock: gateway.clock });
    const sizes: number[] = [];
    const jobs = await otaJobs.waitFor({ expression: "status = 'started'" }, async (seen) => {
      sizes.push(seen.length);
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    });
    expect(sizes).toEqual([130]);
    expect(jobs).toHaveLength(130);
    expect(server.bodies[0]).toMatchObject({ expression: "status = 'started'" });
  });
});

describe("a poll that finds nothing", () => {
  test("does not end the wait, whatever the predicate would return for an empty list", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found(), () => found(), () => found("a")];
    expect(await wait(gateway, (jobs) => jobs.every(() => true))).toEqual(["a"]);
    expect(gateway.searches).toHaveLength(3);
  });

  test("every time, as after a typo in the expression, ends in a timeout that says so", async () => {
    const error = await wait(new Gateway(), (jobs) => jobs.every(() => true), { deadlineMs: 20_000 });
    if (!isOtaTimeoutError(error)) throw error;
    expect(error.message).toMatch(/deadlineMs.*20000 ms.*found nothing.*expression.*allowEmpty/);
    expect(error.lastJobs).toEqual([]);
  });

  test("is passed to the predicate with allowEmpty", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a"), () => found()];
    expect(await wait(gateway, (jobs) => jobs.length === 0, { allowEmpty: true })).toEqual([]);
  });
});

describe("a transient failure", () => {
  test("is retried for longer than the retries of one search", async () => {
    const gateway = new Gateway();
    gateway.answers = [...Array.from({ length: 10 }, () => () => unavailable()), () => found("a")];
    expect(await wait(gateway, () => true, { intervalMs: 1000 })).toEqual(["a"]);
    expect(gateway.clock.slept.slice(0, 3)).toEqual([2000, 1000, 1000]);
  });

  test("is retried after the delay that the server asks for", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => unavailable({ "retry-after": "30" }), () => found("a")];
    expect(await wait(gateway, () => true, { intervalMs: 1000 })).toEqual(["a"]);
    expect(gateway.clock.slept).toEqual([2000, 30_000]);
  });

  test("that persists ends in a timeout that reports it", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a"), () => unavailable()];
    const error = await wait(gateway, () => false, { deadlineMs: 20_000 });
    if (!isOtaTimeoutError(error)) throw error;
    expect(error.message).toContain("The last look failed: The gateway answered 503");
    expect(error.cause).toMatchObject({ status: 503 });
    expect(error.lastJobs?.map((job) => job.jobId)).toEqual(["a"]);
  });

  test("a permanent failure ends the wait at once", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => failure(99400)];
    expect(await wait(gateway, () => true)).toMatchObject({ name: "OtaApiError", code: 99400 });
    expect(gateway.searches).toHaveLength(1);
  });

  test.each([true, false])(
    "a server that repeats one page ends the wait at once (lossless: %s)",
    async (lossless) => {
      const gateway = new Gateway();
      const data = Array.from({ length: 7 }, (_, index) => ({ jobId: `j${index}` }));
      gateway.answers = [() => json({ code: 0, msg: "OK", data, pagination: { pageSize: 7 } })];
      const waiting = gateway.client().otaJobs.waitFor({}, () => false, { lossless });
      expect(await rejection(waiting)).toMatchObject({
        name: "OtaPagingError",
        retryable: false,
        message:
          "The list could not be read completely: 11 pages in a row showed no new item. The server shows the same page " +
          "again, whichever page it is asked for.",
      });
      expect(gateway.searches).toHaveLength(12);
    },
  );

  test("each request has its own deadline: a search that hangs is sent again", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => never(), () => found("a")];
    expect(await wait(gateway, () => true, { timeoutMs: 3000, intervalMs: 1000 }, 3000)).toEqual(["a"]);
    expect(gateway.clock.slept).toEqual([2000, 1000]);
  });
});

describe("the end", () => {
  test("at the deadline the error contains the jobs seen last", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a", "b")];
    const error = await wait(gateway, () => false, { intervalMs: 1000, deadlineMs: 5000 });
    if (!isOtaTimeoutError(error)) throw error;
    expect(error).toMatchObject({ scope: "waitFor", timeoutMs: 5000, retryable: true });
    expect(error.message).toContain("found 2");
    expect(error.lastJobs?.map((job) => job.jobId)).toEqual(["a", "b"]);
  });

  test("a search that hangs does not outlast the deadline", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => never()];
    const error = await wait(gateway, () => true, { deadlineMs: 5000 }, 5000);
    if (!isOtaTimeoutError(error)) throw error;
    expect([error.scope, error.lastJobs]).toEqual(["waitFor", undefined]);
    expect(error.message).toContain("No look was completed");
  });

  test("a predicate that hangs does not outlast the deadline", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a")];
    const error = await wait(gateway, () => new Promise<boolean>(() => {}), { deadlineMs: 5000 }, 5000);
    expect(error).toMatchObject({ scope: "waitFor", timeoutMs: 5000 });
  });

  test("the caller's signal ends the wait", async () => {
    const gateway = new Gateway();
    const controller = new AbortController();
    gateway.answers = [() => found("a")];
    const reason = new Error("enough");
    const error = await wait(
      gateway,
      () => {
        controller.abort(reason);
        return false;
      },
      { signal: controller.signal },
    );
    expect(error).toMatchObject({ name: "OtaAbortError", cause: reason });
  });

  test.each([
    ["an error", new Error("mine")],
    ["a time-out of another wait", new OtaTimeoutError("waitFor", 1)],
    ["a transient failure", new OtaTimeoutError("attempt", 1)],
  ])("an error of the predicate is thrown unchanged: %s", async (_, mine) => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a")];
    const error = await wait(gateway, () => {
      throw mine;
    });
    expect(error).toBe(mine);
  });
});

describe("invalid options", () => {
  test.each([
    ["deadlineMs", { deadlineMs: 1000 }, /first look.*takes to show an update.*timeoutMs/],
    ["deadlineMs", { deadlineMs: Number.NaN }, /deadlineMs/],
    ["intervalMs", { intervalMs: -1 }, /intervalMs/],
    ["intervalMs", { intervalMs: Number.NaN }, /intervalMs/],
  ])("%s: %o", async (option, options, message) => {
    const gateway = new Gateway();
    const error = await wait(gateway, () => true, options);
    expect(error).toMatchObject({ name: "OtaConfigError", option });
    expect(String(error)).toMatch(message);
    expect(gateway.clock.slept).toEqual([]);
  });

  test("a missing predicate", async () => {
    const error = await rejection(new Gateway().client().otaJobs.waitFor({}, undefined as never));
    expect(error).toMatchObject({ name: "OtaConfigError", option: "predicate" });
  });
});
