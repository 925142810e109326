import { and, otaJob } from "@enos-ota/query";
import { describe, expect, test, vi } from "vitest";
import { checkRecords } from "../src/core/checkRecords.ts";
import { otaJobs } from "../src/core/otaJobs.ts";
import { RecordStore } from "../src/core/recordStore.ts";
import { sortedBy } from "../src/generated/limits.ts";
import { jobInfo as validator } from "../src/generated/validators.js";
import { Collection, createJob, createMockOta, generateJobs, type OtaJob, search } from "../src/index.ts";
import { toHaveSearchedFor } from "../src/matchers.ts";
import { statuses, timeAt } from "./facts.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

const ids = (jobs: readonly OtaJob[]) => jobs.map(({ jobId }) => jobId);

describe("search", () => {
  test("sorts as the API does, without changing its input", () => {
    const jobs = Object.freeze([
      job("old", { createTime: timeAt(2) }),
      job("new", { createTime: timeAt(1) }),
    ]);
    const answer = search(jobs, {});
    expect(answer.data && ids(answer.data)).toEqual(["new", "old"]);
    expect(ids(jobs)).toEqual(["old", "new"]);
  });

  test("detects a change of a list that it was given before", () => {
    const jobs = [job("a")];
    search(jobs, { expression: "type = 'upgrade'" });
    jobs.push(job("b"));
    expect(search(jobs, { expression: "type = 'upgrade'" }).data).toHaveLength(2);
  });
});

describe("the jobs of a mock", () => {
  test("are copies: changing what was added changes nothing", () => {
    const mine = job("a");
    const store = new RecordStore(otaJobs, [mine]);
    mine.name.defaultValue = "changed";
    expect(store.list("o1")[0]?.name.defaultValue).toBe("job a");
  });

  test("are rejected, all of them, when one has an ID that its organization already has", () => {
    const store = new RecordStore(otaJobs, [job("a")]);
    expect(() => store.add(job("b"), job("a"))).toThrow("Organization o1 already has a job a");
    expect(ids(store.list())).toEqual(["a"]);
    store.add(job("a", { orgId: "o2" }));
    expect(store.list()).toHaveLength(2);
  });

  test("are found by ID when the ID is unambiguous", () => {
    const store = new RecordStore(otaJobs, [job("a"), job("a", { orgId: "o2" })]);
    expect(() => store.update("a", { status: "stopped" })).toThrow("Organizations o1, o2 all have a job a");
    store.update("a", { status: "stopped" }, "o2");
    expect(store.list("o2")[0]?.status).toBe("stopped");
    expect(store.list("o1")[0]?.status).toBe("started");
    expect(() => store.remove("b", "o1")).toThrow("There is no job b in organization o1");
  });

  test("are added as a list too, however long it is", () => {
    const store = new RecordStore(otaJobs);
    // This many arguments would overflow the stack.
    store.add(Array.from({ length: 150_000 }, (_, index) => job(`j${index}`)));
    expect(store.list("o1")).toHaveLength(150_000);
  });

  test("are replaced all at once, or not at all", () => {
    const store = new RecordStore(otaJobs, [job("a"), job("b", { orgId: "o2" })]);
    expect(() => store.replace([job("c"), job("c")])).toThrow("already has a job c");
    expect(ids(store.list()).toSorted()).toEqual(["a", "b"]);
    store.replace([job("a", { status: "stopped" })]);
    expect(store.list()).toEqual([job("a", { status: "stopped" })]);
  });

  test("are changed one by one, each in a time that does not depend on their number", () => {
    const store = new RecordStore(otaJobs, generateJobs(50_000));
    const before = store.list("o1");
    // If each change copied or sorted the list, this test would time out.
    for (const { jobId } of before.slice(0, 20_000)) store.update(jobId, { upgradeTimeout: 7 });
    for (const { jobId } of before.slice(20_000, 40_000)) store.remove(jobId);
    const after = store.list("o1");
    expect(after).toHaveLength(30_000);
    expect(after.filter(({ upgradeTimeout }) => upgradeTimeout === 7)).toHaveLength(20_000);
    expect(after.map(({ createTime }) => createTime)).toEqual(
      after
        .map(({ createTime }) => createTime)
        .toSorted((a, b) => (String(sortedBy.order) === "DESC" ? b - a : a - b)),
    );
    // A list that was returned before does not change.
    expect(before).toHaveLength(50_000);
    store.reset();
    expect(store.list("o1")).toEqual(before);
  });

  test("are restored after being cleared and reset", () => {
    const store = new RecordStore(otaJobs, [job("a")]);
    store.clear("o1");
    expect(store.list()).toEqual([]);
    store.reset();
    expect(ids(store.list())).toEqual(["a"]);
  });

  test("lose a property that is updated to undefined", () => {
    const store = new RecordStore(otaJobs, [job("a")]);
    store.update("a", { productKey: undefined });
    expect(store.list()[0]).not.toHaveProperty("productKey");
    expect(store.list()[0]?.firmwareVersion).toBe("1.1.0");
  });

  test.each([
    ["no list", 5, "This must be a list of jobs, not 5."],
    ["a partial job", [{ jobId: "x" }], "job 1 does not match the spec: orgId: orgId is missing."],
    ["a job that is none", [job("a"), null], "job 2 does not match the spec: must be object."],
    [
      "a status with a typo",
      [{ ...job("a"), status: "stoped" }],
      `job 1 does not match the spec: status: must be one of ${statuses}.`,
    ],
    [
      "a name in the wrong form",
      [{ ...job("a"), name: { defaultValue: 1, i18nValue: {} } }],
      "job 1 does not match the spec: name.defaultValue: must be string.",
    ],
    [
      "a time beyond 64 bits",
      [{ ...job("a"), createTime: 2 ** 64 }],
      "job 1 does not match the spec: createTime: must be <= 9223372036854775000.",
    ],
  ])("refuse %s when it is added", (_name, records, message) => {
    expect(() => checkRecords(otaJobs, records)).toThrow(message);
    expect(() => checkRecords(otaJobs, records, "jobs.json")).toThrow("jobs.json");
  });

  test.each([
    [
      "a wrong status",
      { status: "stoped" },
      "The changed job a does not match the spec: status: must be one of",
    ],
    ["another ID", { jobId: "b" }, "update cannot change the ID or the orgId of a job; add a new one."],
    ["another organization", { orgId: "o2" }, "update cannot change the ID or the orgId of a job"],
    ["a text", "stopped", 'update takes an object of changes, not "stopped".'],
  ])("reject an update to %s, and do not change", (_name, changes, message) => {
    const store: { update(id: string, changes: unknown): void; list(): readonly OtaJob[] } = new RecordStore(
      otaJobs,
      [job("a")],
    );
    expect(() => store.update("a", changes)).toThrow(message);
    expect(store.list()).toEqual([job("a")]);
  });
});

describe("generateJobs", () => {
  test("makes the same jobs for the same seed, and others for another", () => {
    expect(generateJobs(50, { seed: 3 })).toEqual(generateJobs(50, { seed: 3 }));
    expect(generateJobs(50, { seed: 3 })).not.toEqual(generateJobs(50, { seed: 4 }));
  });

  test("generates jobs of every kind that match the spec, newest first, each with its own ID", () => {
    const jobs = generateJobs(500, { orgId: "o7" });
    for (const made of jobs) expect(validator(made), JSON.stringify(validator.errors)).toBe(true);
    expect(new Set(ids(jobs)).size).toBe(500);
    expect(jobs.every(({ orgId, jobId }) => orgId === "o7" && /^[0-9a-f]{24}$/.test(jobId))).toBe(true);
    expect(jobs.toSorted((a, b) => b.createTime - a.createTime)).toEqual(jobs);
    expect(new Set(jobs.map(({ type, status }) => `${type} ${status}`)).size).toBe(4);
    expect(jobs.some(({ productKey }) => productKey === undefined)).toBe(true);
    expect(jobs.every(({ type, upgradeScope }) => type !== "verify" || upgradeScope.type === "partial")).toBe(
      true,
    );
    const locales = new Set(jobs.flatMap(({ name }) => Object.keys(name.i18nValue)));
    expect([...locales].sort()).toEqual(["en_US", "es_ES", "ja_JP", "zh_CN"]);
  });

  test("generates what the samples contain: null and missing values, policies, schedules, scopes, equal times", () => {
    const jobs = generateJobs(1000);
    const kinds = {
      "an upgrade job without a policy": jobs.some(
        ({ type, upgradePolicy }) => type === "upgrade" && upgradePolicy === null,
      ),
      "no product": jobs.some((made) => !("productKey" in made)),
      "a product that is null": jobs.some(({ productKey }) => productKey === null),
      "a schedule of old versions": jobs.some(({ endSchedule }) => endSchedule === 86_399),
      "a schedule that is null": jobs.some(({ startSchedule }) => startSchedule === null),
      "the field of 2.2.0": jobs.some(({ startAfterCreate }) => startAfterCreate),
      "a retry policy with a text": jobs.some(({ retryPolicy }) => retryPolicy?.retryInterval === "10"),
      "a schedule policy": jobs.some(({ schedulePolicy }) => schedulePolicy?.isRepeatDaily),
      "a limit of devices": jobs.some(({ maximumConcurrency }) => maximumConcurrency === 300),
      attributes: jobs.some(({ upgradeScope }) => upgradeScope.attributes?.["Int_Attribute"]),
      tags: jobs.some(({ upgradeScope }) => upgradeScope.tags?.["site"]),
      "an asset tree": jobs.some(({ upgradeScope }) => upgradeScope.assetTrees?.[0]?.treeId),
      devices: jobs.some(({ upgradeScope }) => upgradeScope.deviceKeys?.length === 3),
      "several versions": jobs.some(({ upgradeScope }) => upgradeScope.versionNumbers?.length === 2),
      "a name without translations": jobs.some(({ name }) => Object.keys(name.i18nValue).length === 0),
      "an empty translation": jobs.some(({ name }) => name.i18nValue["zh_CN"] === ""),
      "two jobs of one millisecond": jobs.some(
        ({ createTime }, index) => createTime === jobs[index + 1]?.createTime,
      ),
    };
    expect(Object.entries(kinds).filter(([, isThere]) => !isThere)).toEqual([]);
  });

  test("generates no job older than 2010, however many there are", () => {
    const jobs = generateJobs(300_000);
    expect(jobs.at(-1)?.createTime).toBeGreaterThan(Date.UTC(2010));
    expect(jobs.every(({ jobId }) => jobId.length === 24)).toBe(true);
  });

  test("rejects a count that is not a whole number", () => {
    expect(() => generateJobs(-1)).toThrow("whole number");
  });
});

describe("createJob", () => {
  test("creates a valid job from the given fields, each with its own ID", () => {
    const made = createJob({ status: "stopped", productKey: undefined });
    expect(validator(made), JSON.stringify(validator.errors)).toBe(true);
    expect(made).toMatchObject({ orgId: "o1", status: "stopped" });
    expect(made).not.toHaveProperty("productKey");
    expect(createJob().jobId).not.toBe(made.jobId);
    expect(createJob({ jobId: "mine" }).jobId).toBe("mine");
    made.name.defaultValue = "changed";
    expect(createJob().name.defaultValue).toBe("Pump upgrade 1.1.0");
  });

  test("refuses a field that a job does not have, and a value that it cannot have", () => {
    const create: (fields: object) => unknown = createJob;
    expect(() => create({ statu: "stopped" })).toThrow(
      'createJob has no option "statu". Did you mean "status"?',
    );
    expect(() => create({ status: "stoped" })).toThrow(
      "The job does not match the spec: status: must be one of",
    );
  });
});

describe("the in-process mock", () => {
  test("refuses records that belong to another mock", () => {
    const records = [new Collection(otaJobs)];
    createMockOta({ records });
    expect(() => createMockOta({ records })).toThrow("These jobs belong to another mock already");
  });

  test("answers only to its own base URL", async () => {
    const mock = createMockOta({ auth: false });
    await expect(mock.fetch("https://example.com/")).rejects.toThrow(
      "The mock serves only https://enos-ota.test",
    );
  });

  test("accepts a Request as well as a URL with options", async () => {
    const mock = createMockOta({ auth: false, jobs: [job("a")] });
    const request = new Request(mock.baseUrl + searchPath, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(await (await mock.fetch(request)).json()).toMatchObject({ code: 0, data: [{ jobId: "a" }] });
  });

  test("accepts any organization if it is created without jobs, even after jobs are added", async () => {
    const mock = createMockOta({ auth: false });
    const base = { url: mock.baseUrl, fetch: mock.fetch };
    mock.jobs.add(job("a", { orgId: "o2" }));
    expect((await post(base, searchPath, {})).body).toMatchObject({ code: 0, data: [] });
  });

  test("accepts only the given organizations and those of the jobs if it is created with any", async () => {
    const mock = createMockOta({ auth: false, organizations: ["o3"] });
    const base = { url: mock.baseUrl, fetch: mock.fetch };
    expect((await post(base, searchPath, {})).body.code).toBe(99400);
    expect((await post(base, searchPath.replace("o1", "o3"), {})).body.code).toBe(0);
    mock.jobs.add(job("a"));
    expect((await post(base, searchPath, {})).body.code).toBe(0);
  });

  test("keeps the initial organizations after a reset, and removes the added ones", async () => {
    const mock = createMockOta({ auth: false, jobs: [job("a")], organizations: ["o3"] });
    const code = async (orgId: string) =>
      (await post({ url: mock.baseUrl, fetch: mock.fetch }, searchPath.replace("o1", orgId), {})).body.code;
    mock.jobs.clear("o1");
    mock.jobs.add(job("b", { orgId: "o4" }));
    expect([await code("o1"), await code("o3"), await code("o4")]).toEqual([0, 0, 0]);
    mock.reset();
    expect([await code("o1"), await code("o3"), await code("o4")]).toEqual([0, 0, 99400]);
  });

  test("resets one organization and leaves the others as they are", async () => {
    const mock = createMockOta({ auth: false, jobs: [job("a"), job("b", { orgId: "o2" })] });
    const base = { url: mock.baseUrl, fetch: mock.fetch };
    mock.jobs.clear();
    mock.use("unavailable", { orgId: "o2" });
    await post(base, searchPath, {});
    await post(base, searchPath.replace("o1", "o2"), {});
    mock.reset({ orgId: "o1" });
    expect(ids(mock.jobs.list())).toEqual(["a"]);
    expect(mock.requests.map(({ orgId }) => orgId)).toEqual(["o2"]);
    expect((await post(base, searchPath.replace("o1", "o2"), {})).status).toBe(503);
  });

  test.each([
    ["https://gw.example.com/enos", "https://gw.example.com/enos"],
    ["https://gw.example.com/enos/", "https://gw.example.com/enos"],
    ["https://gw.example.com:443", "https://gw.example.com"],
    ["http://gw.example.com:8080/a/b", "http://gw.example.com:8080/a/b"],
  ])("answers below the base URL %s", async (baseUrl, href) => {
    const mock = createMockOta({ auth: false, jobs: [job("a")], baseUrl });
    expect(mock.baseUrl).toBe(href);
    const base = { url: mock.baseUrl, fetch: mock.fetch };
    expect((await post(base, searchPath, {})).body.data).toHaveLength(1);
    for (const url of [href.replace("gw", "other"), `${href}.other.example`]) {
      await expect(post({ ...base, url }, searchPath, {})).rejects.toThrow(`The mock serves only ${href}`);
    }
  });

  test.each([
    ["/", "there is no page with a location.origin"],
    ["gw.example.com", 'baseUrl must be an http or https URL, such as "https://enos-ota.test"'],
    ["file:///tmp", "baseUrl must be an http or https URL"],
  ])("refuses the base URL %s", (baseUrl, message) => {
    expect(() => createMockOta({ baseUrl })).toThrow(message);
  });

  test("uses the page's own origin for the base URL of a slash", () => {
    vi.stubGlobal("location", { origin: "http://localhost:5173", href: "http://localhost:5173/jobs" });
    try {
      expect(createMockOta({ baseUrl: "/" }).baseUrl).toBe("http://localhost:5173");
      expect(createMockOta({ baseUrl: "/enos" }).baseUrl).toBe("http://localhost:5173/enos");
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test.each([
    ["a number of jobs", { jobs: 100 }, "createMockOta: jobs must be a list, not 100."],
    ["an option with a typo", { job: [] }, 'createMockOta has no option "job". Did you mean "jobs"?'],
    ["one organization", { organizations: "o1" }, 'organizations must be a list, not "o1"'],
    ["a fixed time", { now: 5 }, "now must be a function, not 5"],
    ["a negative delay", { consistencyDelayMs: -1 }, "consistencyDelayMs must be a number from 0"],
  ])("refuses %s", (_name, options, message) => {
    const create: (options: object) => unknown = createMockOta;
    expect(() => create(options)).toThrow(message);
  });

  test("rejects a call that is already aborted", async () => {
    const mock = createMockOta({ auth: false });
    const signal = AbortSignal.abort();
    await expect(
      mock.fetch(mock.baseUrl + searchPath, { method: "POST", body: "{}", signal }),
    ).rejects.toThrow("aborted");
    expect(mock.requests).toEqual([]);
  });

  test("keeps the last ten thousand requests", async () => {
    const mock = createMockOta({ auth: false });
    const send = (n: number) => mock.fetch(`${mock.baseUrl}/${n}`, { method: "POST", body: "{}" });
    for (let n = 0; n < 11_001; n++) await send(n);
    expect(mock.requests).toHaveLength(10_001);
    expect(mock.requests.at(-1)?.path).toBe("/11000");
  });

  test("keeps no more than 16 MiB of bodies, and always the last request", async () => {
    const mock = createMockOta({ auth: false, profile: { maximumBodyBytes: 100_000_000 } });
    const send = (size: number) => mock.fetch(`${mock.baseUrl}/`, { method: "POST", body: "x".repeat(size) });
    for (let n = 0; n < 20; n++) await send(1_000_000);
    const kept = mock.requests.reduce((sum, { text }) => sum + text.length, 0);
    expect(kept).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(mock.requests.length).toBeGreaterThan(10);
    await send(20_000_000);
    expect(mock.requests.map(({ text }) => text.length)).toEqual([20_000_000]);
    mock.reset();
    for (let n = 0; n < 10; n++) await send(1_000_000);
    expect(mock.requests).toHaveLength(10);
  });
});

describe("toHaveSearchedFor", () => {
  test("finds an expression regardless of its spelling, and otherwise lists the expressions received", async () => {
    const mock = createMockOta({ auth: false });
    await post({ url: mock.baseUrl, fetch: mock.fetch }, searchPath, { expression: 'name  LIKE "pump"' });
    await post({ url: mock.baseUrl, fetch: mock.fetch }, searchPath, { expression: "name = 'x'" });
    expect(toHaveSearchedFor(mock, "name like 'pump'").pass).toBe(true);
    const missed = toHaveSearchedFor(mock, "type = 'verify'");
    expect(missed.pass).toBe(false);
    expect(missed.message()).toBe(
      [
        "Expected the mock to have received a search for",
        "",
        "  type = 'verify'",
        "",
        "It received:",
        "",
        "  name like 'pump'  → 0",
        "  name = 'x' (not valid)  → 99400",
      ].join("\n"),
    );
  });

  test("does not depend on the order of and, nor on that of a list, and takes a Condition", async () => {
    const mock = createMockOta({ auth: false });
    const expression = "status = 'started' and productKey in ('b', 'a')";
    await post({ url: mock.baseUrl, fetch: mock.fetch }, searchPath, { expression });
    expect(toHaveSearchedFor(mock, "productKey in ('a','b') and status = 'started'").pass).toBe(true);
    expect(toHaveSearchedFor(mock, "productKey in ('a','b')").pass).toBe(false);
    expect(toHaveSearchedFor(mock, "productKey in ('a') and status = 'started'").pass).toBe(false);
    const condition = and(otaJob.productKey.in(["a", "b"]), otaJob.status.eq("started"));
    expect(toHaveSearchedFor(mock, condition).pass).toBe(true);
    expect(toHaveSearchedFor(mock).pass).toBe(true);
  });

  test("explains what it expects when it is not given a mock", () => {
    for (const wrong of [undefined, {}, { requests: 5 }]) {
      // @ts-expect-error it has no list of requests
      expect(() => toHaveSearchedFor(wrong)).toThrow("toHaveSearchedFor takes a mock");
    }
  });

  test("reports when there was no search at all", () => {
    expect(toHaveSearchedFor(createMockOta()).message()).toContain("It received no search at all.");
  });
});
