// The client against the strict mock: it checks tokens, signatures, timestamps and bodies as the API does.
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { and, otaJob } from "@enos-ota/query";
import { expect, test } from "vitest";
import { sortedBy } from "../src/generated/limits.ts";
import { createOtaClient, createTestClock, type OtaClientOptions } from "../src/index.ts";
import { rejection } from "./support/gateway.ts";

function world(options: OtaClientOptions = {}) {
  const mock = createMockOta({ jobs: generateJobs(230, { seed: 3 }) });
  const clock = createTestClock();
  const { baseUrl, auth, fetch } = mock;
  return { mock, clock, ...createOtaClient({ baseUrl, orgId: "o1", auth, fetch, clock, ...options }) };
}

test("every job comes once, in order, with one request a page", async () => {
  const { mock, otaJobs } = world();
  const ids: string[] = [];
  const created: number[] = [];
  for await (const job of otaJobs.search({ pagination: { pageSize: 50 } })) {
    ids.push(job.jobId);
    created.push(job.createTime);
  }
  expect(new Set(ids).size).toBe(230);
  expect(created).toEqual([...created].sort((a, b) => (String(sortedBy.order) === "DESC" ? b - a : a - b)));
  expect(mock.requests.filter(({ operation }) => operation === "searchOtaJobs")).toHaveLength(5);
});

test("a condition is passed unchanged, and its names may be in any script", async () => {
  const { otaJobs } = world();
  const expression = and(otaJob.status.eq("started"), otaJob.type.eq("upgrade"));
  const jobs = await otaJobs.search({ expression }).toArray({ limit: 1000 });
  expect(jobs.length).toBeGreaterThan(0);
  expect(jobs.every((job) => job.status === "started" && job.type === "upgrade")).toBe(true);
  expect((await otaJobs.search({ expression: otaJob.name.like("泵%?&+ ") })).jobs).toEqual([]);
});

test.each(["rateLimited", "unavailable", "tokenExpired", "disconnect", "disconnectAfterHeaders"] as const)(
  "one %s is overcome",
  async (fault) => {
    const { mock, otaJobs } = world();
    mock.use(fault, { times: 1 });
    expect((await otaJobs.search()).attempts).toBe(2);
  },
);

test.each([
  ["htmlPage", "OtaParseError"],
  ["truncatedBody", "OtaConnectionError"],
  ["disconnect", "OtaConnectionError"],
  ["rateLimited", "OtaHttpError"],
  ["tokenExpired", "OtaApiError"],
] as const)("%s for ever ends in an %s", async (fault, name) => {
  // The mock's answers break off in real time.
  const { mock, otaJobs } = world({ clock: undefined, maxRetries: 0 });
  mock.use(fault);
  expect(await rejection(otaJobs.search())).toHaveProperty("name", name);
});

test("a response that takes too long times out", async () => {
  const { mock, otaJobs } = world({ clock: undefined, timeoutMs: 50, maxRetries: 0 });
  mock.use("delay", { delayMs: 60_000 });
  expect(await rejection(otaJobs.search())).toMatchObject({ name: "OtaTimeoutError", scope: "attempt" });
});

test.each([40, -40])(
  "a clock that is %d minutes off costs a repeat at the beginning, and nothing later",
  async (minutes) => {
    const { mock, otaJobs } = world();
    mock.use("clockSkew", { skewMs: minutes * 60_000 });
    await otaJobs.search();
    const before = mock.requests.length;
    expect(before).toBeLessThanOrEqual(3);
    expect((await otaJobs.search()).attempts).toBe(1);
    expect(mock.requests).toHaveLength(before + 1);
  },
);

test("jobs that are created and deleted while the list is read do not disturb the others", async () => {
  const { mock, otaJobs } = world();
  const all = (await otaJobs.search().toArray({ limit: 1000 })).map((job) => job.jobId);
  const [fresh] = generateJobs(1, { seed: 99 });
  if (!fresh) throw new Error("no job");
  const ids: string[] = [];
  const gone = new Set(all.slice(0, 3));
  for await (const job of otaJobs.search({ pagination: { pageNo: 1, pageSize: 20 } })) {
    ids.push(job.jobId);
    if (ids.length === 20) for (const id of gone) mock.jobs.remove(id);
    if (ids.length === 60) mock.jobs.add({ ...fresh, jobId: "fresh", orgId: "o1", createTime: Date.now() });
  }
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of all) if (!gone.has(id)) expect(ids).toContain(id);
});
