import { describe, expect, test } from "vitest";
import { JobStore } from "../src/core/jobStore.ts";
import { job as validator } from "../src/generated/validators.js";
import { createMockOta, generateJobs, type OtaJob, search } from "../src/index.ts";
import { toHaveSearchedFor } from "../src/matchers.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

const ids = (jobs: readonly OtaJob[]) => jobs.map(({ jobId }) => jobId);

describe("search", () => {
  test("sorts newest first without touching what it was given", () => {
    const jobs = Object.freeze([job("old", { createTime: 1 }), job("new", { createTime: 2 })]);
    const answer = search(jobs, {});
    expect(answer.data && ids(answer.data)).toEqual(["new", "old"]);
    expect(ids(jobs)).toEqual(["old", "new"]);
  });

  test("sees a change of the list that it was given before", () => {
    const jobs = [job("a")];
    search(jobs, { expression: "type = 'upgrade'" });
    jobs.push(job("b"));
    expect(search(jobs, { expression: "type = 'upgrade'" }).data).toHaveLength(2);
  });
});

describe("the jobs of a mock", () => {
  test("are copies: changing what was added changes nothing", () => {
    const mine = job("a");
    const store = new JobStore([mine]);
    mine.name.defaultValue = "changed";
    expect(store.list("o1")[0]?.name.defaultValue).toBe("job a");
  });

  test("are refused twice in one organization, all or none", () => {
    const store = new JobStore([job("a")]);
    expect(() => store.add(job("b"), job("a"))).toThrow("Organization o1 already has a job a");
    expect(ids(store.list())).toEqual(["a"]);
    store.add(job("a", { orgId: "o2" }));
    expect(store.list()).toHaveLength(2);
  });

  test("are found by ID where it is clear which is meant", () => {
    const store = new JobStore([job("a"), job("a", { orgId: "o2" })]);
    expect(() => store.update("a", { status: "stopped" })).toThrow("Organizations o1, o2 all have a job a");
    store.update("a", { status: "stopped" }, "o2");
    expect(store.list("o2")[0]?.status).toBe("stopped");
    expect(store.list("o1")[0]?.status).toBe("started");
    expect(() => store.remove("b", "o1")).toThrow("There is no job b in organization o1");
  });

  test("are added as a list too, however long it is", () => {
    const store = new JobStore();
    // As many arguments as this would overflow the stack.
    store.add(Array.from({ length: 150_000 }, (_, index) => job(`j${index}`)));
    expect(store.list("o1")).toHaveLength(150_000);
  });

  test("are replaced all at once, or not at all", () => {
    const store = new JobStore([job("a"), job("b", { orgId: "o2" })]);
    expect(() => store.replace([job("c"), job("c")])).toThrow("already has a job c");
    expect(ids(store.list()).toSorted()).toEqual(["a", "b"]);
    store.replace([job("a", { status: "stopped" })]);
    expect(store.list()).toEqual([job("a", { status: "stopped" })]);
    expect(store.knows("o2")).toBe(true);
  });

  test("are changed one by one in a time that does not grow with their number", () => {
    const store = new JobStore(generateJobs(50_000));
    const before = store.list("o1");
    // Each would take as long as all of them if it copied or sorted the list: this test would time out.
    for (const { jobId } of before.slice(0, 20_000)) store.update(jobId, { upgradeTimeout: 7 });
    for (const { jobId } of before.slice(20_000, 40_000)) store.remove(jobId);
    const after = store.list("o1");
    expect(after).toHaveLength(30_000);
    expect(after.filter(({ upgradeTimeout }) => upgradeTimeout === 7)).toHaveLength(20_000);
    expect(after.map(({ createTime }) => createTime)).toEqual(
      after.map(({ createTime }) => createTime).toSorted((a, b) => b - a),
    );
    // A list that was given stays as it was.
    expect(before).toHaveLength(50_000);
    store.reset();
    expect(store.list("o1")).toEqual(before);
  });

  test("keep their organization known when the last one goes", () => {
    const store = new JobStore([job("a")]);
    store.clear("o1");
    expect(store.knows("o1")).toBe(true);
    expect(store.knows("o2")).toBe(false);
    store.reset();
    expect(ids(store.list())).toEqual(["a"]);
  });
});

describe("generateJobs", () => {
  test("makes the same jobs for the same seed, and others for another", () => {
    expect(generateJobs(50, { seed: 3 })).toEqual(generateJobs(50, { seed: 3 }));
    expect(generateJobs(50, { seed: 3 })).not.toEqual(generateJobs(50, { seed: 4 }));
  });

  test("makes jobs that fit the spec, of every kind, newest first, each with its own ID", () => {
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

  test("makes no job older than 2010, however many there are", () => {
    const jobs = generateJobs(300_000);
    expect(jobs.at(-1)?.createTime).toBeGreaterThan(Date.UTC(2010));
    expect(jobs.every(({ jobId }) => jobId.length === 24)).toBe(true);
  });

  test("refuses a count that is none", () => {
    expect(() => generateJobs(-1)).toThrow("whole number");
  });
});

describe("the in-process mock", () => {
  test("answers only to its own base URL", async () => {
    const mock = createMockOta({ auth: false });
    await expect(mock.fetch("https://example.com/")).rejects.toThrow(
      "The mock serves only https://enos-ota.test",
    );
  });

  test("takes a Request as well as a URL with options", async () => {
    const mock = createMockOta({ auth: false, jobs: [job("a")] });
    const request = new Request(mock.baseUrl + searchPath, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(await (await mock.fetch(request)).json()).toMatchObject({ code: 0, data: [{ jobId: "a" }] });
  });

  test("takes any organization if it begins with no jobs, and keeps doing so", async () => {
    const mock = createMockOta({ auth: false });
    const base = { url: mock.baseUrl, fetch: mock.fetch };
    mock.jobs.add(job("a", { orgId: "o2" }));
    expect((await post(base, searchPath, {})).body).toMatchObject({ code: 0, data: [] });
  });

  test("takes only named organizations and those of the jobs if it begins with any", async () => {
    const mock = createMockOta({ auth: false, organizations: ["o3"] });
    const base = { url: mock.baseUrl, fetch: mock.fetch };
    expect((await post(base, searchPath, {})).body.code).toBe(99400);
    expect((await post(base, searchPath.replace("o1", "o3"), {})).body.code).toBe(0);
    mock.jobs.add(job("a"));
    expect((await post(base, searchPath, {})).body.code).toBe(0);
  });

  test("rejects a call that is aborted already", async () => {
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
});

describe("toHaveSearchedFor", () => {
  test("finds an expression however it was spelled, and lists what came instead", async () => {
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

  test("says so when there was no search at all", () => {
    expect(toHaveSearchedFor(createMockOta()).message()).toContain("It received no search at all.");
  });
});
