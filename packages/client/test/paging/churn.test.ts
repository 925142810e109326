// Iterates lists that change before each request, many thousand times, each run from its own seed. More runs than in
// `npm test`:  CHURN_RUNS=5000 pnpm exec vitest run test/paging/churn.test.ts
import { describe, expect, test } from "vitest";
import { maximumPageSize } from "../../src/generated/limits.ts";
import { isOtaPagingError } from "../../src/index.ts";
import { advanceCheckpoint, type Checkpoint } from "../../src/paging/checkpoint.ts";
import type { ReadPage } from "../../src/paging/page.ts";
import { type WalkOptions, walk } from "../../src/paging/walk.ts";
import { type Change, content, type Item, idOf, MovingList, rankOf, seeded } from "../support/movingList.ts";

const runs = Number(process.env["CHURN_RUNS"] ?? 700);
const every: readonly Change[] = [
  "insert",
  "insertTie",
  "delete",
  "deleteFirst",
  "flipOff",
  "flipOn",
  "swap",
];

interface Churn {
  readonly kinds: readonly Change[];
  /** The maximum number of changes before each read. */
  readonly most: number;
  /** The probability of each. */
  readonly rate: number;
}

/** A list of up to 300 items that changes before each read, and a page size from 1 to 200, mostly small. */
function movingRun(seed: number, { kinds, most, rate }: Churn, concurrency: number) {
  const random = seeded(seed);
  const list = new MovingList(Math.floor(random(300)), 20);
  const read = list.reader(async () => {
    // Pages that are in flight together are answered in any order.
    for (let ticks = random(concurrency); ticks >= 1; ticks--) await null;
    for (let i = 0; i < most; i++) {
      const kind = kinds[Math.floor(random(kinds.length))];
      if (kind && random(1) < rate) list.change(kind, random);
    }
  });
  const pageSize = 1 + Math.floor(random(1) < 0.7 ? random(20) : random(200));
  return { list, random, read, pageSize };
}

/** Iterates once; returns which items are missing, and how many came twice. */
async function iterate(
  seed: number,
  churn: Churn,
  { lossless = true, concurrency = 1 }: Partial<WalkOptions>,
) {
  const { list, read, pageSize } = movingRun(seed, churn, concurrency);
  const options = { start: { pageNo: 1, pageSize }, lossless, concurrency, limit: Infinity };
  const ids: string[] = [];
  for await (const page of walk({ idOf, read }, options)) ids.push(...page.items.map(idOf));
  return judge(list, ids);
}

/** Iterates with random interruptions and resumes from its checkpoint, as an export does. */
async function iterateWithInterruptions(seed: number, churn: Churn) {
  const { list, random, read, pageSize } = movingRun(seed, churn, 1);
  const options = { start: { pageNo: 1, pageSize }, lossless: true, concurrency: 1, limit: Infinity };
  const ids: string[] = [];
  let after: Checkpoint | undefined;
  for (let interrupted = true; interrupted; ) {
    interrupted = false;
    const delivered: Item[] = [];
    for await (const page of walk({ idOf, rankOf, read }, { ...options, after })) {
      for (const item of page.items) {
        delivered.push(item);
        interrupted = random(60) < 1;
        if (interrupted) break;
      }
      if (interrupted) break;
    }
    ids.push(...delivered.map(idOf));
    // As after a round trip through JSON.
    after = structuredClone(advanceCheckpoint(delivered, after, idOf, rankOf));
  }
  return judge(list, ids);
}

function judge(list: MovingList, ids: readonly string[]) {
  const came = new Set(ids);
  return { missing: list.lasting.filter((id) => !came.has(id)), twice: ids.length - came.size };
}

/** Runs all seeds; returns those with which something was missing, and those with which something came twice. */
async function seedsWithFaults(
  run: (seed: number) => Promise<{ readonly missing: readonly string[]; readonly twice: number }>,
) {
  const faults = { missing: [] as number[], twice: [] as number[] };
  for (let seed = 1; seed <= runs; seed++) {
    const { missing, twice } = await run(seed);
    if (missing.length > 0) faults.missing.push(seed);
    if (twice > 0) faults.twice.push(seed);
  }
  return faults;
}

const none = { missing: [], twice: [] };

const churns: [string, Churn][] = [
  ["rarely anything", { kinds: every, most: 1, rate: 0.1 }],
  ["anything, once between two reads", { kinds: every, most: 1, rate: 1 }],
  ["anything, up to four times", { kinds: every, most: 4, rate: 0.5 }],
  ["anything, up to twelve times", { kinds: every, most: 12, rate: 0.8 }],
  ["nothing but swaps, which keep the total", { kinds: ["swap"], most: 1, rate: 1 }],
  ["several swaps at once", { kinds: ["swap"], most: 5, rate: 0.8 }],
  ["items leave", { kinds: ["delete", "deleteFirst", "flipOff"], most: 4, rate: 0.7 }],
  ["many items leave in front at once", { kinds: ["deleteFirst"], most: 40, rate: 0.5 }],
  ["items come in front and leave", { kinds: ["insert", "delete", "delete"], most: 40, rate: 1 }],
  ["items come in front and in between", { kinds: ["insert", "insertTie", "flipOn"], most: 10, rate: 0.8 }],
];

describe.each([1, 4, 8])(
  "lossless, with %d pages in flight, every lasting item comes exactly once",
  (concurrency) => {
    test.each(churns)("while this happens: %s", { timeout: 300_000 }, async (_, churn) => {
      expect(await seedsWithFaults((seed) => iterate(seed, churn, { concurrency }))).toEqual(none);
    });
  },
);

describe("an iteration that is interrupted and resumed again and again delivers every lasting item exactly once", () => {
  test.each(churns)("while this happens: %s", { timeout: 300_000 }, async (_, churn) => {
    expect(await seedsWithFaults((seed) => iterateWithInterruptions(seed, churn))).toEqual(none);
  });
});

test("not lossless: items do get lost, which shows that the simulation is effective; none is delivered twice", async () => {
  const churn: Churn = { kinds: every, most: 2, rate: 1 };
  const faults = await seedsWithFaults((seed) => iterate(seed, churn, { lossless: false }));
  expect(faults.missing.length).toBeGreaterThan(runs / 10);
  expect(faults.twice).toEqual([]);
});

/** Walks a list of 60,000 items that `shiftBefore` moves by so many places before a request: forward if positive. */
async function walkSliding(shiftBefore: (request: number) => number, pageSize: number): Promise<string[]> {
  let shift = 0;
  let requests = 0;
  const read: ReadPage<Item> = async (asked) => {
    shift += shiftBefore(++requests);
    const { pageNo, pageSize: size } = asked ?? { pageNo: 1, pageSize: 10 };
    const items = Array.from({ length: size }, (_, index) => {
      const number = (pageNo - 1) * size + index + shift;
      return { id: `j${number}`, time: -number };
    });
    return content(items, pageNo, size, 60_000);
  };
  const options = { start: { pageNo: 1, pageSize }, lossless: true, concurrency: 1, limit: Infinity };
  const ids: string[] = [];
  const walking = async (): Promise<void> => {
    for await (const page of walk({ idOf, read }, options)) ids.push(...page.items.map(idOf));
  };
  await expect(walking()).rejects.toSatisfy(isOtaPagingError);
  return ids;
}

test("a list that grows faster than it can be read ends in an error, and nothing is delivered twice", async () => {
  const ids = await walkSliding((request) => (request > 3 ? -250 : 0), 50);
  expect(ids.length).toBe(new Set(ids).size);
});

test("a list that shifts further than the remembered items reach ends in an error, and nothing is delivered twice", async () => {
  const ids = await walkSliding((request) => (request === 250 ? 30_000 : 0), maximumPageSize);
  expect(ids.length).toBeGreaterThan(200 * maximumPageSize);
  expect(ids.length).toBe(new Set(ids).size);
});
