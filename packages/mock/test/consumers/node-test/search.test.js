import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { generateJobs } from "@enos-ota/mock";
import { startMockServer } from "@enos-ota/mock/prism";

let server;
before(async () => {
  server = await startMockServer({ auth: false, jobs: generateJobs(30) });
});
afterEach(() => server.reset());
after(() => server.stop());

test("searches through a real port", async () => {
  server.use("rateLimited", { times: 1, retryAfter: 3 });
  const limited = await search();
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get("retry-after"), "3");
  const { pagination } = await (await search()).json();
  assert.equal(pagination.totalSize, 30);
  assert.equal(server.requests.length, 2);
});

function search() {
  return fetch(`${server.url}SEARCH_PATH?action=search&orgId=o1`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
}
