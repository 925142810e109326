// The option `fetch` takes the functions of other packages as they are.
import crossFetch from "cross-fetch";
import nodeFetch from "node-fetch";
import { fetch as undiciFetch } from "undici";
import { expect, test } from "vitest";
import { createOtaClient, type FetchFunction } from "../../src/index.ts";
import { failingServer } from "../support/failingServer.ts";
import { found, rejection } from "../support/gateway.ts";

const functions: readonly [string, FetchFunction][] = [
  ["the built-in fetch", fetch],
  ["undici", undiciFetch],
  ["node-fetch", nodeFetch],
  ["cross-fetch", crossFetch],
];

test.each(functions)("%s finds jobs, reports failures, and respects limits", async (_, fetch) => {
  const body = await found("a").text();
  let calls = 0;
  await using server = await failingServer((request, response) => {
    if (calls++ === 0) response.writeHead(503).end();
    else if (request.url?.includes("orgId=moved")) response.writeHead(302, { location: "/" }).end();
    else response.setHeader("content-type", "application/json").end(body);
  });
  const { otaJobs } = createOtaClient({ baseUrl: server.url, orgId: "o1", auth: "none", fetch });
  const page = await otaJobs.search();
  expect([page.attempts, page.jobs.length, page.response.status]).toEqual([2, 1, 200]);
  expect(await rejection(otaJobs.search({}, { orgId: "moved" }))).toMatchObject({ name: "OtaHttpError" });
  const lost = createOtaClient({
    baseUrl: "http://127.0.0.1:1",
    orgId: "o1",
    auth: "none",
    fetch,
    maxRetries: 0,
  });
  expect(await rejection(lost.otaJobs.search())).toMatchObject({ name: "OtaConnectionError" });
});

test("the built-in fetch is not called as a method, which browsers and workers refuse", async () => {
  let receiver: unknown = "not called";
  async function fetch(this: unknown): Promise<Response> {
    receiver = this;
    return found("a");
  }
  await createOtaClient({
    baseUrl: "https://gateway.example",
    orgId: "o1",
    auth: "none",
    fetch,
  }).otaJobs.search();
  expect(receiver).toBeUndefined();
});
