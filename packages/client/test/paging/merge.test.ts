import { createMockOta, generateJobs } from "@enos-ota/mock";
import { otaJob } from "@enos-ota/query";
import { expect, test } from "vitest";
import { sortedBy } from "../../src/generated/limits.ts";
import { checkpointOf, createOtaClient, mergeJobs, type OtaJob } from "../../src/index.ts";

/** 1 where later jobs come first. */
const direction = String(sortedBy.order) === "DESC" ? 1 : -1;

function world() {
  const mock = createMockOta({ jobs: generateJobs(400, { seed: 2, orgId: "o1" }) });
  const { baseUrl, auth, fetch } = mock;
  return { mock, ...createOtaClient({ baseUrl, auth, fetch, orgId: "o1" }) };
}

async function collect(jobs: AsyncIterable<OtaJob>): Promise<OtaJob[]> {
  const all: OtaJob[] = [];
  for await (const job of jobs) all.push(job);
  return all;
}

test("an `in` list that is split into several searches finds the same jobs as one search, newest first", async () => {
  const { otaJobs } = world();
  const everything = await otaJobs.search().toArray({ limit: 1000 });
  const ids = [...new Set(everything.map((job) => job.firmwareId))];
  expect(ids.length).toBeGreaterThan(4);
  const parts = ids.map((id) => otaJobs.search({ expression: otaJob.firmwareId.in([id]) }));
  const merged = await collect(mergeJobs(parts));
  expect(merged.map((job) => job.createTime)).toEqual(everything.map((job) => job.createTime));
  expect(new Set(merged.map((job) => job.jobId)).size).toBe(everything.length);
});

test("a job that several searches find is delivered once", async () => {
  const { otaJobs } = world();
  const everything = await otaJobs.search().toArray({ limit: 1000 });
  const searches = [otaJobs.search(), otaJobs.search({ expression: otaJob.status.eq("started") })];
  expect(await collect(mergeJobs(searches))).toEqual(everything);
});

test("of two jobs with the same time, that of the first search comes first", async () => {
  const one = (jobId: string) =>
    (async function* () {
      yield { jobId, createTime: 5 } as OtaJob;
    })();
  const merged = await collect(mergeJobs([one("a"), one("b")]));
  expect(merged.map((job) => job.jobId)).toEqual(["a", "b"]);
});

test.each(["break", "failure"])("a %s ends all searches", async (how) => {
  const ended: number[] = [];
  const source = (index: number) =>
    (async function* () {
      try {
        for (let time = 9; ; time--) {
          if (how === "failure" && index === 1 && time === 5) throw new Error("mine");
          yield { jobId: `${index}-${time}`, createTime: direction * time } as OtaJob;
        }
      } finally {
        ended.push(index);
      }
    })();
  const merging = async (): Promise<void> => {
    for await (const job of mergeJobs([source(0), source(1), source(2)]))
      if (job.createTime === direction) break;
  };
  if (how === "failure") await expect(merging()).rejects.toThrow("mine");
  else await merging();
  expect(ended.sort()).toEqual([0, 1, 2]);
});

test("merging no searches delivers nothing", async () => {
  expect(await collect(mergeJobs([]))).toEqual([]);
});

test("lists whose iterators cannot be ended are merged too", async () => {
  const listOf = (...times: number[]): AsyncIterable<OtaJob> => ({
    [Symbol.asyncIterator]() {
      const jobs = times
        .map((createTime) => ({ jobId: `j${createTime}`, createTime }) as OtaJob)
        [Symbol.iterator]();
      return { next: async () => jobs.next() };
    },
  });
  const times = [4, 3, 2, 1].map((time) => time * direction);
  const [first = 0, second = 0, third = 0, fourth = 0] = times;
  const merged = await collect(mergeJobs([listOf(first, third), listOf(second, fourth)]));
  expect(merged.map((job) => job.createTime)).toEqual(times);
});

test("there is no checkpoint before the first job", () => {
  expect(checkpointOf([])).toBeUndefined();
});
