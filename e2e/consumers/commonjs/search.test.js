// A test as jest runs it without any flag: CommonJS.
const { createOtaClient } = require("@enos-ota/client");
const { createMockOta, generateJobs } = require("@enos-ota/mock");
const { otaJob } = require("@enos-ota/query");
const { compile } = require("@enos-ota/query/evaluate");

test("finds the jobs that run", async () => {
  const mock = createMockOta({ jobs: generateJobs(40, { seed: 1 }) });
  const enos = createOtaClient({ baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch: mock.fetch });
  const expression = otaJob.status.eq("started");
  const page = await enos.otaJobs.search({ expression });
  expect(page.jobs.length).toBeGreaterThan(0);
  expect(page.jobs.every(compile(expression))).toBe(true);
});
