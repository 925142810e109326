import { expect, test } from "vitest";
import { isOtaError } from "../../src/index.ts";
import { rejection } from "../support/gateway.ts";
import { JobServer } from "../support/jobServer.ts";

/** Wraps a value as Vue's `ref()` and others do: in a Proxy, and each object or list in it in another one. */
function wrap<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      const value: unknown = Reflect.get(object, key, receiver);
      return typeof value === "object" &&
        value !== null &&
        /Object|Array/.test(String(value?.constructor?.name))
        ? wrap(value)
        : value;
    },
  });
}

const paged = { pagination: { pageSize: 10 } };

test("a page is a plain object of data: iterable, and the same as JSON and as a copy", async () => {
  const page = await new JobServer(12).client().otaJobs.search(paged);
  expect([...page]).toEqual(page.jobs);
  const data = {
    jobs: page.jobs,
    pageNo: 1,
    pageSize: 10,
    totalSize: 12,
    hasNextPage: true,
    requestId: "r1",
    attempts: 1,
  };
  expect(JSON.parse(JSON.stringify(page))).toEqual(data);
  expect(structuredClone({ ...page })).toEqual(data);
});

test("a page has its raw response, whose body can still be read", async () => {
  const page = await new JobServer(1).client().otaJobs.search();
  expect(page.response.status).toBe(200);
  expect(page.response).toBe(page.response);
  expect(await page.response.json()).toMatchObject({ code: 0, requestId: "r1" });
});

test("pages and searches work when wrapped in a Proxy", async () => {
  const server = new JobServer(25);
  const search = wrap(server.client().otaJobs.search(paged));
  const page = wrap(await search);
  expect(page.jobs[0]?.jobId).toBe("j0");
  expect(page.response.status).toBe(200);
  expect([...(await page.nextPage())].map((job) => job.jobId)).toContain("j19");
  expect(await search.toArray({ limit: 100 })).toHaveLength(25);
  for await (const each of search.pages()) expect(wrap(each).hasNextPage).toBe(each.jobs.length === 10);
  expect(await search.finally(() => {})).toBeDefined();
});

test("a search is sent once, however often it is awaited", async () => {
  const server = new JobServer(12);
  const search = server.client().otaJobs.search(paged);
  expect(server.asked).toEqual([]);
  const page = await search;
  expect(await search).toBe(page);
  expect(await search.then()).toBe(page);
  expect(server.asked).toEqual(["1x10"]);
  expect(String(search)).toBe("[object PagePromise]");
});

test("a page number may be left out, and so may the page", async () => {
  const server = new JobServer(30);
  const { otaJobs } = server.client();
  expect((await otaJobs.search()).jobs).toHaveLength(10);
  const second = await (await otaJobs.search({ pagination: { pageSize: 20 } })).nextPage();
  expect(second.jobs.map((job) => job.jobId)).toEqual(server.ids.slice(20));
  expect(server.asked).toEqual(["-", "1x20", "2x20"]);
});

test("a failure rejects the promise, and `catch` and `finally` see it", async () => {
  const fetch = async (): Promise<Response> =>
    Response.json({ code: 99400, msg: "no", requestId: "r", data: null });
  const search = new JobServer(0).client({ fetch }).otaJobs.search();
  let ended = 0;
  const finished = search.finally(() => ended++);
  expect(isOtaError(await rejection(finished))).toBe(true);
  expect(await search.catch((error: unknown) => isOtaError(error))).toBe(true);
  expect(ended).toBe(1);
});

test("count() asks for one job and returns the total; the expression is sent", async () => {
  const server = new JobServer(1234);
  expect(await server.client().otaJobs.count({ expression: "status = 'started'" })).toBe(1234);
  expect(await server.client().otaJobs.count()).toBe(1234);
  expect(server.bodies).toEqual([
    { expression: "status = 'started'", pagination: { pageNo: 1, pageSize: 1 } },
    { pagination: { pageNo: 1, pageSize: 1 } },
  ]);
});

test("count() fails with a clear error when the server returns no total", async () => {
  const error = await rejection(new JobServer(3, { say: () => ({}) }).client().otaJobs.count());
  expect(error).toMatchObject({ name: "OtaParseError", status: 200, requestId: "r1", attempts: 1 });
  expect(String(error)).toContain("totalSize");
});

test.each([
  ["is no list", { a: 1 }],
  ["holds a job without an ID", [{ jobId: "a" }, { name: "b" }]],
  ["holds null", [null]],
])("a response whose data %s causes an error that says so", async (_, data) => {
  const fetch = async (): Promise<Response> =>
    Response.json({ code: 0, msg: "OK", requestId: "r7", data, pagination: {} });
  const error = await rejection(new JobServer(0).client({ fetch }).otaJobs.search());
  expect(error).toMatchObject({ name: "OtaParseError", status: 200, requestId: "r7", attempts: 1 });
  expect(String(error)).toContain("jobId");
});

test("a response without data has no jobs", async () => {
  const fetch = async (): Promise<Response> => Response.json({ code: 0, msg: "OK", requestId: "r" });
  expect((await new JobServer(0).client({ fetch }).otaJobs.search()).jobs).toEqual([]);
});
