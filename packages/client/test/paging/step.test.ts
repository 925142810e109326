// The decision about one page, as tables: the state before, the content of the page, and the resulting step.
import { describe, expect, test } from "vitest";
import { defaultPageSize, maximumPageSize } from "../../src/generated/limits.ts";
import {
  type Delivered,
  patience,
  planPage,
  type Shown,
  startState,
  step,
  type WalkState,
} from "../../src/paging/step.ts";
import { planWindow, windowOf } from "../../src/paging/window.ts";

/** IDs such as j10 … j19. */
const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `j${from + index}`);

/** As if j0 to j(count - 1) had been delivered; those below `remembered` are forgotten. */
function delivered(count: number, remembered = 0): Delivered {
  const numberOf = (id: string): number => Number(id.slice(1));
  const has = (id: string): boolean => numberOf(id) >= remembered && numberOf(id) < count;
  return {
    has,
    countAfter: (id) => (has(id) ? count - 1 - numberOf(id) : undefined),
    forgets: remembered > 0,
  };
}

/** In the middle of a list of 200 in pages of 50, after j49. */
const middle: WalkState = {
  ...startState(50, 50, 1),
  total: 200,
  longest: 50,
  lastFirst: { id: "j0", start: 0 },
};
const rules = { origin: 0, lossless: true };
const page = (shown: string[], totalSize: number | "unknown" = 200, pageSize = 49): Shown => ({
  ids: shown,
  pageSize,
  totalSize: totalSize === "unknown" ? undefined : totalSize,
});
/** The page [49, 98). */
const window = windowOf(2, 49);

describe("a page is used", () => {
  test("when it shows a delivered item: what follows is new, and the next page continues after it", () => {
    const verdict = step(middle, window, page(ids(49, 98)), delivered(50), rules);
    if (verdict.action !== "deliver") return expect.unreachable();
    expect(verdict).toMatchObject({
      done: false,
      state: { position: 98, overlap: 1, pagesWithoutNew: 0, total: 200 },
    });
    expect(verdict.fresh).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
  });

  test("when items were inserted in front: fewer are new", () => {
    const verdict = step(middle, window, page(ids(29, 78), 220), delivered(50), rules);
    expect(verdict).toMatchObject({ action: "deliver", state: { position: 98, total: 220 } });
    expect(verdict.action === "deliver" && verdict.fresh.length).toBe(28);
  });

  test("when so many were inserted that it has nothing new: the next page skips what is known", () => {
    const verdict = step(middle, window, page(ids(0, 39), 260), delivered(50), rules);
    // The page was short; j39 to j49 follow j38.
    expect(verdict).toMatchObject({ action: "deliver", fresh: [], done: false });
    expect(verdict).toMatchObject({ state: { position: 39 + 39 + 11, pagesWithoutNew: 1 } });
  });

  test("when it is the first of the list, whatever it shows", () => {
    const verdict = step(middle, windowOf(1, 50), page(ids(100, 150), 200, 50), delivered(50), rules);
    expect(verdict).toMatchObject({ action: "deliver", state: { position: 50 } });
    expect(verdict.action === "deliver" && verdict.fresh.length).toBe(50);
  });

  test("when the iteration is not lossless, whatever it shows", () => {
    const state = { ...middle, overlap: 0 };
    const verdict = step(state, windowOf(2, 50), page(ids(70, 120), 180, 50), delivered(50), {
      ...rules,
      lossless: false,
    });
    expect(verdict).toMatchObject({ action: "deliver", state: { position: 100, overlap: 0 } });
  });
});

describe("a page is not used", () => {
  test("when it shows no delivered item: the walk steps back by what the total has lost, and by a larger overlap", () => {
    const verdict = step(middle, window, page(ids(60, 109), 190), delivered(50), rules);
    expect(verdict).toMatchObject({
      action: "stepBack",
      state: { position: 40, overlap: 4, pagesWithoutNew: 1, total: 190 },
    });
  });

  test("when the list has become shorter than the place: the walk steps back to its end", () => {
    const verdict = step({ ...middle, total: undefined }, window, page([], 20), delivered(50), rules);
    expect(verdict).toMatchObject({ action: "stepBack", state: { position: 20, overlap: 4 } });
  });

  test("when it is empty though there must be more", () => {
    const verdict = step({ ...middle, overlap: 0 }, window, page([]), delivered(50), {
      ...rules,
      lossless: false,
    });
    expect(verdict).toMatchObject({
      action: "stepBack",
      state: { position: 50, overlap: 0, pagesWithoutNew: 1 },
    });
  });

  test("when it repeats the previous page under another number", () => {
    const verdict = step(middle, window, page(ids(0, 49)), delivered(50), rules);
    expect(verdict).toMatchObject({ action: "stepBack" });
    // With another total the list has moved by as much.
    expect(step(middle, window, page(ids(0, 49), 249), delivered(50), rules)).toMatchObject({
      action: "deliver",
    });
    // With a new item on it, or at its own place, it is not.
    expect(step(middle, window, page([...ids(0, 48), "j50"]), delivered(50), rules)).toMatchObject({
      action: "deliver",
    });
    expect(step(middle, windowOf(1, 50), page(ids(0, 50), 200, 50), delivered(50), rules)).toMatchObject({
      action: "deliver",
    });
  });

  test("when it is the first of the list, but the items delivered there are no longer remembered", () => {
    const verdict = step(
      middle,
      windowOf(1, 50),
      page(ids(0, 50), 200, 50),
      delivered(20_000, 10_000),
      rules,
    );
    expect(verdict).toMatchObject({ action: "stepBack" });
  });

  test(`more than ${patience} times in a row: the walk stops with an error`, () => {
    const patient = { ...middle, pagesWithoutNew: patience - 1 };
    expect(step(patient, window, page(ids(60, 109)), delivered(50), rules).action).toBe("stepBack");
    const impatient = { ...middle, pagesWithoutNew: patience };
    expect(step(impatient, window, page(ids(60, 109)), delivered(50), rules)).toEqual({
      action: "giveUp",
      isRepeated: false,
    });
    expect(step(impatient, window, page(ids(1, 40)), delivered(50), rules)).toEqual({
      action: "giveUp",
      isRepeated: false,
    });
    const shownBefore = { ...impatient, lastFirst: { id: "j1", start: 0 } };
    expect(step(shownBefore, window, page(ids(1, 40)), delivered(50), rules)).toEqual({
      action: "giveUp",
      isRepeated: true,
    });
    expect(step(impatient, window, page(ids(1, 51)), delivered(50), rules).action).toBe("deliver");
  });
});

describe("the overlap", () => {
  test.each([
    [1, 4],
    [4, 16],
    [64, 256],
  ])("of %d grows to %d when a page cannot be used", (overlap, next) => {
    const verdict = step({ ...middle, overlap }, window, page(ids(60, 109)), delivered(50), rules);
    expect(verdict).toMatchObject({ state: { overlap: next } });
  });

  test.each([
    [0, 1],
    [1, 1],
    [5, 2],
    [16, 8],
  ])("of %d becomes %d when a page can be used", (overlap, next) => {
    const verdict = step({ ...middle, overlap }, window, page(ids(49, 98)), delivered(50), rules);
    expect(verdict).toMatchObject({ state: { overlap: next } });
  });

  test("raises small pages to fifty, and higher when the overlap needs room, but not above the server's page size", () => {
    const plan = (state: Partial<WalkState>): number => planPage({ ...middle, ...state }, 1000).pageSize;
    expect(plan({ pageSize: 10, overlap: 0 })).toBe(10);
    expect(plan({ pageSize: 10 })).toBeGreaterThan(25);
    expect(plan({ pageSize: 10 })).toBeLessThanOrEqual(50);
    expect(plan({ pageSize: 50, overlap: 80 })).toBeGreaterThan(80);
    expect(plan({ pageSize: 50, overlap: 1000 })).toBeLessThanOrEqual(maximumPageSize);
    expect(plan({ pageSize: 50, overlap: 80, largestPage: 20 })).toBeLessThanOrEqual(20);
  });
});

describe("what does not belong to the iteration is left out", () => {
  test("items in front of the page with which it began", () => {
    const begun = { ...middle, position: 11, lastFirst: { id: "j10", start: 10 } };
    // j0 to j9 were never asked for; j10 was delivered.
    const known: Delivered = { has: (id) => id === "j10", countAfter: () => 0, forgets: false };
    const verdict = step(begun, windowOf(1, 30), page(ids(0, 30), 200, 30), known, { ...rules, origin: 10 });
    expect(verdict.action === "deliver" && verdict.fresh[0]).toBe(11);
    // At or after the origin, an unknown item in front of a known one was inserted during the iteration.
    const later = step(begun, windowOf(2, 10), page(["nx", "j10", "j11"], 200, 10), known, {
      ...rules,
      origin: 10,
    });
    expect(later.action === "deliver" && later.fresh).toEqual([0, 2]);
  });

  test("items that may have been delivered so long ago that they are forgotten", () => {
    const verdict = step(
      middle,
      window,
      page(["j5", "j10000", "nx", "j10001", "ny"]),
      delivered(20_000, 10_000),
      rules,
    );
    expect(verdict.action === "deliver" && verdict.fresh).toEqual([4]);
  });

  test("an item that is twice on the page", () => {
    const verdict = step(middle, window, page(["j49", "nx", "ny", "nx"]), delivered(50), rules);
    expect(verdict.action === "deliver" && verdict.fresh).toEqual([1, 2]);
  });
});

describe("the list ends", () => {
  test.each([
    ["at its total", page(ids(49, 98), 98), true],
    ["not before its total", page(ids(49, 98), 99), false],
    ["without a total, with a shorter page than before", page(ids(49, 90), "unknown"), true],
    ["without a total, not with a full page", page(ids(49, 98), "unknown"), false],
    ["without a total, with an empty page at the start", page([], "unknown"), true],
  ])("%s", (name, shown, done) => {
    const at = name.includes("empty") ? windowOf(1, 50) : window;
    expect(step(middle, at, shown, delivered(50), rules)).toMatchObject({ action: "deliver", done });
  });

  test("without a total, not with a first page of the default size or more: the server may limit its pages to that size", () => {
    const first = startState(0, 50);
    const end = (length: number, size = 50): unknown =>
      step(first, windowOf(1, size), page(ids(0, length), "unknown", size), delivered(0), rules);
    const size = defaultPageSize;
    expect(end(size)).toMatchObject({ done: false, state: { largestPage: size } });
    expect(end(size - 1)).toMatchObject({ done: true });
    expect(end(4, 5)).toMatchObject({ done: true });
  });
});

describe("smaller pages than asked for", () => {
  test("count by the size that the server announces", () => {
    const verdict = step(startState(0, 50), windowOf(3, 50), page(ids(40, 60), 200, 20), delivered(0), rules);
    expect(verdict).toMatchObject({ state: { position: 60, largestPage: 20 } });
  });

  test("count by their length, when it is not announced", () => {
    const verdict = step(startState(0, 50), windowOf(3, 50), page(ids(40, 60), 200, 50), delivered(0), rules);
    expect(verdict).toMatchObject({ state: { position: 60, largestPage: 20 } });
  });

  test("do not indicate a smaller limit at the end of the list, nor when they are shorter than any limit", () => {
    const last = step(startState(0, 50), windowOf(4, 50), page(ids(150, 180), 180, 50), delivered(0), rules);
    expect(last).toMatchObject({ done: true, state: { position: 180, largestPage: maximumPageSize } });
    const short = step(startState(0, 50), windowOf(3, 50), page(ids(100, 109), 200, 50), delivered(0), rules);
    expect(short).toMatchObject({ done: false, state: { position: 109, largestPage: maximumPageSize } });
  });
});

describe("the window", () => {
  test.each([
    [0, 0, 50, windowOf(1, 50)],
    [50, 0, 50, windowOf(2, 50)],
    [50, 1, 50, windowOf(2, 49)],
    [98, 1, 50, windowOf(3, 48)],
    [3, 10, 50, windowOf(1, 50)],
    [1, 1, 1, windowOf(1, 1)],
  ])("after index %d, with an overlap of %d and pages of %d", (position, overlap, size, expected) => {
    expect(planWindow(position, overlap, size)).toEqual(expected);
  });

  test("reaches as far as any page of at least half the size can", () => {
    for (let position = 1; position < 400; position += 7) {
      const { start, end, pageSize } = planWindow(position, 1, 50);
      expect(start).toBeLessThan(position);
      expect(pageSize).toBeGreaterThanOrEqual(25);
      for (let size = 25; size <= 50; size++) {
        expect(end).toBeGreaterThanOrEqual((Math.floor((position - 1) / size) + 1) * size);
      }
    }
  });
});
