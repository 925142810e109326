import { connectMockServer, generateJobs } from "@enos-ota/mock";
import { toHaveSearchedFor } from "@enos-ota/mock/matchers";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

expect.extend({ toHaveSearchedFor });

// Typed by @enos-ota/mock/vitest, which globalSetup.ts imports.
const url: string = inject("enosOtaUrl");
const orgId = "a";
const mock = connectMockServer(url);

beforeAll(() => mock.addJobs(...generateJobs(20, { orgId })));
afterAll(() => mock.clearJobs(orgId));

async function search(body: object): Promise<{ status: number; total: number | undefined }> {
  const response = await fetch(`${url}SEARCH_PATH?action=search&orgId=${orgId}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: { pagination?: { totalSize: number } } = await response.json();
  return { status: response.status, total: answer.pagination?.totalSize };
}

test.each(Array.from({ length: 20 }, (_, n) => n))(
  "sees only its own jobs, faults and requests (%i)",
  async () => {
    await mock.use("unavailable", { orgId, times: 1 });
    expect(await search({})).toEqual({ status: 503, total: undefined });
    expect(await search({})).toEqual({ status: 200, total: 20 });
  },
);

test("lists the expressions that were searched for", async () => {
  await search({ expression: "type='verify'" });
  const requests = await mock.requests(orgId);
  expect(requests).toHaveLength(41);
  expect(toHaveSearchedFor({ requests }, "type = 'verify'").pass).toBe(true);
});
