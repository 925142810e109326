import { describe, expect, test } from "vitest";
import { parseHttpDate } from "../../src/http/httpDate.ts";
import { createServerClock } from "../../src/http/serverClock.ts";
import { createTestClock } from "../../src/index.ts";

const start = Date.UTC(2026, 0, 1);

function world() {
  const clock = createTestClock({ start });
  const serverClock = createServerClock(clock);
  /** A response whose date differs from the machine's by the given time. */
  const learn = (offMs: number) =>
    serverClock.learn(new Response(null, { headers: { date: new Date(clock.now() + offMs).toUTCString() } }));
  return { clock, serverClock, learn };
}

describe("the server's clock", () => {
  test("is the machine's as long as no answer is a minute off", () => {
    const { serverClock, learn } = world();
    expect(learn(59_000)).toBe(false);
    expect(learn(-59_000)).toBe(false);
    expect(serverClock.now()).toBe(start);
  });

  test.each([60_000, -60_000, 2_400_000])(
    "is corrected once by %d ms, and goes on from there",
    async (off) => {
      const { clock, serverClock, learn } = world();
      expect(learn(off)).toBe(true);
      expect(serverClock.now()).toBe(start + off);
      expect(learn(off + 1_000)).toBe(false);
      await clock.advance(5_000);
      expect(serverClock.now()).toBe(start + off + 5_000);
    },
  );

  test("is corrected again when it changes, and set back when the machine's is right again", () => {
    const { serverClock, learn } = world();
    learn(2_400_000);
    expect(learn(1_200_000)).toBe(true);
    expect(serverClock.now()).toBe(start + 1_200_000);
    expect(learn(3_000)).toBe(true);
    expect(serverClock.now()).toBe(start);
  });

  test.each([null, "", "soon", "5", "2026-01-01"])("learns nothing from the date %j", (date) => {
    const { serverClock } = world();
    expect(serverClock.learn(new Response(null, { headers: date === null ? {} : { date } }))).toBe(false);
    expect(serverClock.now()).toBe(start);
  });
});

describe("a date of HTTP", () => {
  test.each([
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    " Sun, 06 Nov 1994 08:49:37 GMT ",
    "Sun, 06 Nov 1994 09:49:37 +0100",
    "Sun, 06 Nov 1994 10:19:37 +0130",
    "Sun, 06 Nov 1994 07:19:37 -0130",
  ])("may be written %j, and is in UTC", (date) => {
    expect(parseHttpDate(date)).toBe(784_111_777_000);
  });

  test.each([null, "", "5", "-5", "1994-11-06", "tomorrow", "Someday, 99 Foo 1994"])("is not %j", (date) => {
    expect(parseHttpDate(date)).toBeUndefined();
  });
});
