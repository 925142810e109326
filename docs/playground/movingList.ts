import { createOtaClient } from "@enos-ota/client";
import { createMockOta, generateJobs, type MockOta } from "@enos-ota/mock";
import { createRandom } from "./random.ts";

/** One search of the iteration: what the list looked like when it was answered, and which part the page showed. */
export interface Frame {
  /** IDs of all matching jobs at that moment, newest first. */
  readonly list: readonly string[];
  /** Index of the first job on the page. */
  readonly start: number;
  /** Index after the last job on the page. */
  readonly end: number;
  /** IDs that iteration had delivered before this answer. */
  readonly delivered: ReadonlySet<string>;
  /** IDs of jobs that changed right after this answer: they left the list or joined it. */
  readonly moved: readonly string[];
}

/** A whole iteration over a list that moves. */
export interface MovingRun {
  readonly frames: readonly Frame[];
  /** Jobs that matched from the first to the last answer. */
  readonly stayed: readonly string[];
  /** Those of `stayed` that were not delivered: none unless `lossless` is false. */
  readonly lost: readonly string[];
  /** Jobs that were delivered more than once: always none. */
  readonly doubled: readonly string[];
}

/** How the list is read, and how much it moves. */
export interface MovingOptions {
  readonly lossless: boolean;
  readonly seed: number;
  /** Jobs that stop after each answer, so that everything behind them moves forward. */
  readonly leaving: number;
  /** Jobs that are created after each answer, so that everything moves back. */
  readonly joining: number;
}

const orgId = "o1";
const expression = "status = 'started'";
const pageSize = 10;

/** Iterates over a list of which jobs leave, and which jobs join, after each answer. Deterministic for one seed. */
export async function runMovingList(options: MovingOptions): Promise<MovingRun> {
  const random = createRandom(options.seed);
  const mock = createMockOta({ jobs: generateJobs(60, { seed: options.seed, orgId }).map(started) });
  const newcomers = generateJobs(400, { seed: options.seed + 1, orgId }).slice(0, 200);
  const frames: Frame[] = [];
  const delivered: string[] = [];

  const fetch: typeof mock.fetch = async (input, init) => {
    const before = matching(mock);
    const response = await mock.fetch(input, init);
    const request = mock.requests.at(-1);
    const page = readPagination(request?.body);
    if (request?.operation === "searchOtaJobs" && page) {
      const start = (page.pageNo - 1) * page.pageSize;
      const end = Math.min(start + page.pageSize, before.length);
      const moved = move(mock, random, newcomers, options);
      frames.push({ list: before, start, end, delivered: new Set(delivered), moved });
    }
    return response;
  };

  const enos = createOtaClient({
    baseUrl: mock.baseUrl,
    orgId,
    auth: mock.auth,
    fetch,
    dangerouslyAllowBrowser: true,
  });
  const search = enos.otaJobs.search(
    { expression, pagination: { pageNo: 1, pageSize } },
    { lossless: options.lossless },
  );
  for await (const job of search) delivered.push(job.jobId);

  const stayed = (frames[0]?.list ?? []).filter((id) => frames.every(({ list }) => list.includes(id)));
  return {
    frames,
    stayed,
    lost: stayed.filter((id) => !delivered.includes(id)),
    doubled: delivered.filter((id, index) => delivered.indexOf(id) !== index),
  };
}

type Job = ReturnType<typeof generateJobs>[number];

function started(job: Job): Job {
  return { ...job, status: "started" };
}

function matching(mock: MockOta): string[] {
  return mock.jobs.list(orgId).flatMap(({ jobId, status }) => (status === "started" ? [jobId] : []));
}

function move(mock: MockOta, random: () => number, newcomers: Job[], options: MovingOptions): string[] {
  const moved: string[] = [];
  for (let index = 0; index < options.leaving; index++) {
    // Jobs near the front are the ones whose leaving hurts: all behind them move forward.
    const jobs = matching(mock);
    const jobId = jobs[Math.floor(random() * Math.min(jobs.length, 20))];
    if (jobId === undefined) continue;
    mock.jobs.update(jobId, { status: "stopped" });
    moved.push(jobId);
  }
  for (let index = 0; index < options.joining; index++) {
    const job = newcomers.pop();
    const newest = mock.jobs.list(orgId)[0]?.createTime ?? 0;
    if (job === undefined) continue;
    mock.jobs.add(started({ ...job, createTime: newest + 1000 }));
    moved.push(job.jobId);
  }
  return moved;
}

function readPagination(body: unknown): { readonly pageNo: number; readonly pageSize: number } | undefined {
  if (typeof body !== "object" || body === null || !("pagination" in body)) return undefined;
  const { pagination } = body;
  if (typeof pagination !== "object" || pagination === null) return undefined;
  if (!("pageNo" in pagination) || !("pageSize" in pagination)) return undefined;
  const { pageNo, pageSize } = pagination;
  return typeof pageNo === "number" && typeof pageSize === "number" ? { pageNo, pageSize } : undefined;
}
