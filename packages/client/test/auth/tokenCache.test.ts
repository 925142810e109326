import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import type { Token } from "../../src/auth/token.ts";
import { TokenCache } from "../../src/auth/tokenCache.ts";
import { createTestClock } from "../../src/index.ts";

interface Fetch {
  readonly current: string | undefined;
  readonly refused: string | undefined;
  readonly signal: AbortSignal;
  /** Completes the fetch with a token that expires the given number of seconds from now. */
  readonly give: (accessToken: string, seconds?: number) => Promise<void>;
  readonly fail: (error: unknown) => Promise<void>;
}

/** A cache over a fetch that the test completes itself. */
function world({ isolated = false } = {}) {
  const clock = createTestClock();
  const fetches: Fetch[] = [];
  const fetch = (current: Token | undefined, refused: string | undefined, signal: AbortSignal) =>
    new Promise<Token>((resolve, reject) => {
      fetches.push({
        current: current?.accessToken,
        refused,
        signal,
        give: async (accessToken, seconds = 7200) => {
          resolve({ accessToken, expiresAt: clock.now() + seconds * 1000 });
          await clock.advance(0);
        },
        fail: async (error) => {
          reject(error);
          await clock.advance(0);
        },
      });
    });
  const cache = new TokenCache(fetch, { clock, now: clock.now, isolated });
  const get = (signal = new AbortController().signal) => cache.get(signal).then((token) => token.accessToken);
  /** Fills the cache. */
  const fill = async (accessToken: string, seconds: number) => {
    const filling = get();
    await fetches.at(-1)?.give(accessToken, seconds);
    await filling;
  };
  return { clock, fetches, cache, get, fill };
}

describe.each([
  ["on a runtime where requests can wake each other", false],
  ["in Workers, where requests are isolated", true],
])("%s", (_, isolated) => {
  test("calls that start together share one fetch", async () => {
    const { fetches, get } = world({ isolated });
    const calls = Promise.all([get(), get(), get()]);
    await fetches[0]?.give("t1");
    expect(await calls).toEqual(["t1", "t1", "t1"]);
    expect(fetches).toHaveLength(1);
  });

  test("a failed fetch fails for all that wait, and the next call fetches again", async () => {
    const { fetches, get } = world({ isolated });
    const failed = Promise.allSettled([get(), get()]);
    await fetches[0]?.fail("down");
    expect(await failed).toEqual([
      { status: "rejected", reason: "down" },
      { status: "rejected", reason: "down" },
    ]);
    const next = get();
    await fetches[1]?.give("t2");
    expect(await next).toBe("t2");
  });

  test("a call that gives up leaves the fetch to those that wait, also to ones that come later", async () => {
    const { clock, fetches, get } = world({ isolated });
    const hasty = new AbortController();
    const first = get();
    const second = get(hasty.signal).catch((error: unknown) => error);
    hasty.abort("enough");
    expect(await second).toBe("enough");
    const third = get();
    await clock.advance(0);
    expect(fetches).toHaveLength(1);
    expect(fetches[0]?.signal.aborted).toBe(false);
    await fetches[0]?.give("t1");
    expect(await Promise.all([first, third])).toEqual(["t1", "t1"]);
  });

  test("a call that waits is not affected when the call that fetches is aborted, nor one that comes later", async () => {
    const { clock, fetches, get } = world({ isolated });
    const [one, two] = [new AbortController(), new AbortController()];
    const first = get(one.signal).catch((error: unknown) => error);
    const second = get(two.signal);
    one.abort("enough");
    const third = get();
    await clock.advance(0);
    const fourth = get();
    await clock.advance(0);
    for (const { give } of fetches) await give("t1");
    expect(await first).toBe("enough");
    expect(await Promise.all([second, third, fourth])).toEqual(["t1", "t1", "t1"]);
  });

  test("a call that comes while an abandoned fetch is being cancelled starts its own", async () => {
    const { fetches, get } = world({ isolated });
    const controller = new AbortController();
    const first = get(controller.signal).catch((error: unknown) => error);
    controller.abort("enough");
    expect(await first).toBe("enough");
    expect(fetches[0]?.signal.aborted).toBe(true);
    const second = get();
    await fetches[1]?.give("t2");
    expect(await second).toBe("t2");
  });

  test("nothing is left on the signals of the calls", async () => {
    const { fetches, get } = world({ isolated });
    const signals = [new AbortController().signal, new AbortController().signal];
    const calls = Promise.all(signals.map((signal) => get(signal)));
    await fetches[0]?.give("t1");
    await calls;
    expect(signals.map((signal) => getEventListeners(signal, "abort").length)).toEqual([0, 0]);
  });

  test("a call never joins a fetch that its last caller has just left, whenever it comes", async () => {
    for (let turns = 0; turns < 8; turns++) {
      const { clock, fetches, get } = world({ isolated });
      const controller = new AbortController();
      const first = get(controller.signal).catch((error: unknown) => error);
      controller.abort("enough");
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      const second = get();
      expect(await first).toBe("enough");
      await clock.advance(0);
      for (const { give } of fetches) await give("t");
      expect(await second).toBe("t");
    }
  });

  test("an aborted signal ends the wait with its reason", async () => {
    const { fetches, get } = world({ isolated });
    const leading = get();
    const controller = new AbortController();
    const joined = get(controller.signal).catch((error: unknown) => error);
    controller.abort("enough");
    expect(await joined).toBe("enough");
    expect(fetches[0]?.signal.aborted).toBe(false);
    expect(await get(AbortSignal.abort("before")).catch((error: unknown) => error)).toBe("before");
    await fetches[0]?.give("t1");
    expect(await leading).toBe("t1");
  });
});

describe("the age of a token", () => {
  test.each([
    ["fresh with more than 600 s left", 7200, 6599.999, []],
    ["renewed in the background with 600 s left", 7200, 6600, ["t1"]],
    ["of 1,000 s life fresh with more than a quarter left", 1000, 749.999, []],
    ["of 1,000 s life renewed with a quarter left", 1000, 750, ["t1"]],
    ["used with 31 s left", 7200, 7169, ["t1"]],
    ["waited for with 30 s left", 7200, 7170, [undefined]],
    ["waited for after its end", 7200, 7300, [undefined]],
  ])("it is %s", async (_, life, age, renewals) => {
    const { clock, fetches, get, fill } = world();
    await fill("t1", life);
    await clock.advance(age * 1000);
    const token = get();
    expect(fetches.slice(1).map(({ current }) => current)).toEqual(renewals);
    await fetches[1]?.give("t2");
    expect(await token).toBe(renewals[0] === undefined && renewals.length > 0 ? "t2" : "t1");
    expect(await get()).toBe(renewals.length > 0 ? "t2" : "t1");
  });

  test.each([30, 10])(
    "one that lives %d s serves those that waited for it, and nobody later",
    async (seconds) => {
      const { fetches, get } = world();
      const calls = Promise.all([get(), get()]);
      await fetches[0]?.give("short", seconds);
      expect(await calls).toEqual(["short", "short"]);
      const later = get();
      await fetches[1]?.give("next", seconds);
      expect(await later).toBe("next");
    },
  );

  test("only one renewal runs at a time, and calls during it get the old token", async () => {
    const { clock, fetches, get, fill } = world();
    await fill("t1", 7200);
    await clock.advance(6_700_000);
    expect(await Promise.all([get(), get(), get()])).toEqual(["t1", "t1", "t1"]);
    expect(fetches).toHaveLength(2);
  });

  test("a background renewal is cancelled after 2 s, and tried again 5 s later", async () => {
    const { clock, fetches, get, fill } = world();
    await fill("t1", 7200);
    await clock.advance(6_700_000);
    await get();
    await clock.advance(1_999);
    expect(fetches[1]?.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(fetches[1]?.signal.aborted).toBe(true);
    await clock.advance(4_999);
    expect(await get()).toBe("t1");
    expect(fetches).toHaveLength(2);
    await clock.advance(1);
    expect(await get()).toBe("t1");
    expect(fetches).toHaveLength(3);
    await fetches[2]?.give("t2");
    expect(clock.pending).toBe(0);
    expect(await get()).toBe("t2");
  });

  test("a failed background renewal does not fail any call", async () => {
    const { clock, fetches, get, fill } = world();
    await fill("t1", 7200);
    await clock.advance(6_700_000);
    await get();
    await fetches[1]?.fail(new Error("down"));
    expect(await get()).toBe("t1");
    expect(clock.pending).toBe(0);
  });

  test("a call that needs a token joins the renewal in flight", async () => {
    const { clock, fetches, get, fill } = world();
    await fill("t1", 7200);
    await clock.advance(7_169_500);
    await get();
    await clock.advance(1_000);
    const waiting = get();
    expect(fetches).toHaveLength(2);
    await fetches[1]?.give("t2");
    expect(await waiting).toBe("t2");
  });
});

describe("a refused token", () => {
  test("is replaced, and passed to the fetch", async () => {
    const { fetches, cache, get, fill } = world();
    await fill("t1", 7200);
    cache.refuse("t1");
    const next = get();
    expect(fetches[1]).toMatchObject({ current: undefined, refused: "t1" });
    await fetches[1]?.give("t2");
    expect(await next).toBe("t2");
  });

  test("does not discard a newer one when its rejection arrives late", async () => {
    const { fetches, cache, get, fill } = world();
    await fill("t1", 7200);
    cache.refuse("t1");
    await fill("t2", 7200);
    cache.refuse("t1");
    expect(await get()).toBe("t2");
    expect(fetches).toHaveLength(2);
  });

  test("causes one fetch, however many calls report it", async () => {
    const { fetches, cache, get, fill } = world();
    await fill("t1", 7200);
    cache.refuse("t1");
    const first = get();
    cache.refuse("t1");
    const second = get();
    expect(fetches).toHaveLength(2);
    await fetches[1]?.give("t2");
    expect(await Promise.all([first, second])).toEqual(["t2", "t2"]);
  });

  test("discards the result of a renewal that started before the rejection", async () => {
    const { clock, fetches, cache, get, fill } = world();
    await fill("t1", 7200);
    await clock.advance(6_700_000);
    await get();
    cache.refuse("t1");
    const next = get();
    await fetches[1]?.give("old");
    await fetches[2]?.give("t2");
    expect(await next).toBe("t2");
    expect(await get()).toBe("t2");
  });

  test("makes calls that were waiting for a fetch wait for the next one", async () => {
    const { fetches, cache, get } = world();
    const waiting = get();
    cache.refuse("t0");
    await fetches[0]?.give("old");
    await fetches[1]?.give("t2");
    expect(await waiting).toBe("t2");
  });
});

describe("in Workers", () => {
  test("a fetch that never settles is replaced after two seconds, by one call for all", async () => {
    const { clock, fetches, get } = world({ isolated: true });
    void get();
    const waiting = Promise.all([get(), get()]);
    while (fetches.length < 2) await clock.advance(0);
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(2_000);
    await fetches[1]?.give("t2");
    expect(await waiting).toEqual(["t2", "t2"]);
    expect(fetches).toHaveLength(2);
  });

  test("a renewal that never settles does not prevent the next", async () => {
    const { clock, fetches, get, fill } = world({ isolated: true });
    await fill("t1", 7200);
    await clock.advance(6_700_000);
    await get();
    // Its timer ends with its request too; here the clock still has it.
    await clock.advance(8_000);
    expect(await get()).toBe("t1");
    await fetches[2]?.give("t2");
    expect(await get()).toBe("t2");
  });
});

test("a fetch is cancelled when the last of several calls has given up, and not before", async () => {
  const { fetches, get } = world();
  const controllers = Array.from({ length: 3 }, () => new AbortController());
  const calls = controllers.map(({ signal }) => get(signal).catch((error: unknown) => error));
  const aborted: unknown[] = [];
  for (const [index, controller] of controllers.entries()) {
    controller.abort(index);
    await calls[index];
    aborted.push(fetches[0]?.signal.aborted);
  }
  expect(aborted).toEqual([false, false, true]);
});
