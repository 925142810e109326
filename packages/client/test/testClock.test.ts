import { describe, expect, test } from "vitest";
import { createTestClock } from "../src/index.ts";

describe("the test clock", () => {
  test("begins with the machine's time, or with the one given", () => {
    expect(Math.abs(createTestClock().now() - Date.now())).toBeLessThan(60_000);
    expect(createTestClock({ start: 5 }).now()).toBe(5);
    expect(createTestClock().random()).toBe(0.5);
  });

  test("ends waits at once, in order of time, and moves the time as far", async () => {
    const clock = createTestClock({ start: 0 });
    const seen: [string, number][] = [];
    const wait = (name: string, ms: number) => clock.sleep(ms).then(() => seen.push([name, clock.now()]));
    await Promise.all([wait("late", 2_000), wait("early", 1_000)]);
    expect(seen).toEqual([
      ["early", 1_000],
      ["late", 2_000],
    ]);
    expect(clock.slept).toEqual([1_000, 2_000]);
    expect(clock.pending).toBe(0);
  });

  test("ends a deadline only when time has passed", async () => {
    const clock = createTestClock({ start: 0 });
    let ended = false;
    clock.deadline(1_000, () => {
      ended = true;
    });
    await clock.sleep(999);
    expect(ended).toBe(false);
    await clock.sleep(1);
    expect(ended).toBe(true);
    expect(clock.slept).toEqual([999, 1]);
  });

  test("advances through all that is due, in order, with what it causes", async () => {
    const clock = createTestClock({ start: 0, skipWaits: false });
    const seen: number[] = [];
    const repeat = async () => {
      for (;;) {
        await clock.sleep(300);
        seen.push(clock.now());
      }
    };
    void repeat();
    clock.deadline(1_000, () => seen.push(-clock.now()));
    await clock.advance(1_000);
    expect(seen).toEqual([300, 600, 900, -1_000]);
    expect(clock.now()).toBe(1_000);
    expect(clock.pending).toBe(1);
  });

  test("does not skip waits when told not to", async () => {
    const clock = createTestClock({ start: 0, skipWaits: false });
    let ended = false;
    void clock.sleep(100).then(() => {
      ended = true;
    });
    await clock.advance(99);
    expect(ended).toBe(false);
    await clock.advance(1);
    expect(ended).toBe(true);
  });

  test("forgets a deadline that was ended", async () => {
    const clock = createTestClock();
    let passed = false;
    const end = clock.deadline(5, () => {
      passed = true;
    });
    end();
    expect(clock.pending).toBe(0);
    await clock.advance(10);
    expect(passed).toBe(false);
  });

  test("ends waits with the reason of their signal", async () => {
    const clock = createTestClock({ skipWaits: false });
    const controller = new AbortController();
    const ends = Promise.allSettled([
      clock.sleep(5, controller.signal),
      clock.sleep(5, AbortSignal.abort("before")),
    ]);
    controller.abort("enough");
    expect((await ends).map((end) => end.status === "rejected" && end.reason)).toEqual(["enough", "before"]);
    expect(clock.pending).toBe(0);
  });
});
