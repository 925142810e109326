import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { createHandlers } from "@enos-ota/mock/msw";
import { setupServer } from "msw/node";

const mock = createMockOta({ auth: false, baseUrl: "https://apim.example.com", jobs: generateJobs(30) });
const msw = setupServer(...createHandlers(mock));

before(() => msw.listen());
afterEach(() => mock.reset());
after(() => msw.close());

test("answers a program that calls the real address", async () => {
  const { pagination } = await (await search()).json();
  assert.equal(pagination.totalSize, 30);
});

test("breaks its connection", async () => {
  mock.use("disconnect", { times: 1 });
  await assert.rejects(search(), TypeError);
});

function search() {
  return fetch("https://apim.example.comSEARCH_PATH?action=search&orgId=o1", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
}
