import { describe, expect, test } from "vitest";
import { isOtaPagingError, type SearchOptions } from "../../src/index.ts";
import { walk } from "../../src/paging/walk.ts";
import { type Change, MovingList, seeded } from "../support/movingList.ts";

const runs = 1500;
const any: readonly Change[] = ["insert", "delete", "flipOff", "flipOn"];

interface Churn {
  readonly kinds: readonly Change[];
  /** Changes before each read, at most. */
  readonly most: number;
  readonly rate: number;
}

/** Walks a list that changes before each read; gives what came, and what had to come. */
async function run(seed: number, churn: Churn, options: SearchOptions) {
  const random = seeded(seed);
  const list = new MovingList(Math.floor(random(120)), 20);
  const read = list.reader(async () => {
    // Pages that are read at the same time are answered in any order.
    for (let ticks = random(options.concurrency ?? 0); ticks >= 1; ticks--) await null;
    for (let i = 0; i < churn.most; i++) {
      const kind = churn.kinds[Math.floor(random(churn.kinds.length))];
      if (kind && random(1) < churn.rate) list.change(kind, random);
    }
  });
  const ids: string[] = [];
  const first = { pageNo: 1, pageSize: 1 + Math.floor(random(20)) };
  try {
    for await (const page of walk(read, first, options, Infinity)) ids.push(...page.jobs.map((j) => j.jobId));
    const missing = list.lasting.filter((id) => !ids.includes(id));
    return { outcome: "complete", missing, twice: ids.length - new Set(ids).size };
  } catch (error) {
    if (!isOtaPagingError(error)) throw error;
    return { outcome: "unsettled", missing: [], twice: ids.length - new Set(ids).size };
  }
}

async function summary(churn: Churn, options: SearchOptions) {
  const sum = { complete: 0, unsettled: 0, seedsWithLoss: [] as number[], seedsWithTwice: [] as number[] };
  for (let seed = 1; seed <= runs; seed++) {
    const { outcome, missing, twice } = await run(seed, churn, options);
    if (outcome === "complete") sum.complete++;
    else sum.unsettled++;
    if (missing.length > 0) sum.seedsWithLoss.push(seed);
    if (twice > 0) sum.seedsWithTwice.push(seed);
  }
  return sum;
}

const perfect = { complete: runs, unsettled: 0, seedsWithLoss: [], seedsWithTwice: [] };

describe(`a list that moves while it is read (${runs} runs each): every lasting job comes exactly once`, () => {
  test.each([0.1, 0.5, 1])(
    "by default, when jobs come and go one between two reads, rate %d",
    async (rate) => {
      expect(await summary({ kinds: any, most: 1, rate }, {})).toEqual(perfect);
    },
  );

  test.each([0.1, 0.5])(
    "by default, when many jobs are created, deleted or cease to match, rate %d",
    async (rate) => {
      expect(await summary({ kinds: ["insert", "delete", "flipOff"], most: 4, rate }, {})).toEqual(perfect);
    },
  );

  test.each([1, 4])("strictly, whatever happens, with %d pages in flight", async (concurrency) => {
    for (const rate of [0.1, 0.5]) {
      const options = { reconcile: "strict", concurrency } as const;
      expect(await summary({ kinds: any, most: 4, rate }, options)).toEqual(perfect);
    }
  });

  test("a list that moves too fast ends in an error, never in silence", async () => {
    const wild = await summary(
      { kinds: ["insert", "delete", "delete"], most: 40, rate: 1 },
      { reconcile: "strict" },
    );
    expect(wild).toMatchObject({ seedsWithLoss: [], seedsWithTwice: [] });
    expect(wild.complete + wild.unsettled).toBe(runs);
  });

  test("without reconciliation jobs do get lost: the simulation bites", async () => {
    const sum = await summary({ kinds: any, most: 1, rate: 0.5 }, { reconcile: false });
    expect(sum.seedsWithLoss.length).toBeGreaterThan(100);
    expect(sum.seedsWithTwice).toEqual([]);
  });

  test("a list that shifts further than is remembered ends in an error; no job comes twice", async () => {
    const list = new MovingList(40_000);
    const random = seeded(1);
    const read = list.reader(() => {
      if (list.requests !== 190) return;
      for (let i = 0; i < 15_000; i++) list.change("deleteFirst", random);
    });
    const ids: string[] = [];
    const walking = async (): Promise<void> => {
      const first = { pageNo: 1, pageSize: 200 };
      for await (const page of walk(read, first, { reconcile: "strict" }, Infinity)) {
        ids.push(...page.jobs.map((job) => job.jobId));
      }
    };
    await expect(walking()).rejects.toSatisfy(isOtaPagingError);
    expect(ids.length).toBeGreaterThan(30_000);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
