import { createMockOta, generateJobs } from "@enos-ota/mock";
import { toHaveSearchedFor } from "@enos-ota/mock/matchers";

expect.extend({ toHaveSearchedFor });

const mock = createMockOta({ auth: false, jobs: generateJobs(30) });

afterEach(() => mock.reset());

test("searches without a server", async () => {
  const response = await mock.fetch(`${mock.baseUrl}SEARCH_PATH?action=search&orgId=o1`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ expression: "status='started'", pagination: { pageNo: 1, pageSize: 50 } }),
  });
  const { data } = await response.json();
  expect(data.length).toBeGreaterThan(0);
  expect(data.every((job) => job.status === "started")).toBe(true);
  expect(mock).toHaveSearchedFor("status = 'started'");
  expect(mock).not.toHaveSearchedFor("status = 'stopped'");
});
