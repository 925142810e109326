// Searches OTA jobs and prints them. Without arguments: the three requests of the API page.
//
//   node search.ts
//   node search.ts "name like 'name' and firmwareName like 'firmware1'"
//
// Against your EnOS when ENOS_BASE_URL, ENOS_ORG_ID, ENOS_ACCESS_KEY and ENOS_SECRET_KEY are set,
// against the built-in mock otherwise.
import { createOtaClient, isOtaError, type OtaClient, type OtaJob } from "@enos-ota/client";
import { createJob } from "@enos-ota/mock";
import { startMockServer } from "@enos-ota/mock/prism";
import { and, type Condition, ExpressionError, otaJob, parseExpression } from "@enos-ota/query";

const orgId = "yourOrgId";
const productKey = "yourProductKey";

/** The jobs of the mock; the first is that of the API page's return sample. */
const jobs: readonly OtaJob[] = [
  createJob({
    orgId,
    productKey,
    jobId: "yourJobId",
    name: { defaultValue: "name", i18nValue: { zh_CN: "中文名" } },
    firmwareName: { defaultValue: "firmware1", i18nValue: {} },
  }),
  createJob({
    orgId,
    productKey,
    jobId: "5ed758ca49f032b4663063aa",
    name: { defaultValue: "Pump rollout", i18nValue: { zh_CN: "水泵升级" } },
    status: "stopped",
  }),
];

const samples: readonly Condition[] = [
  otaJob.productKey.eq(productKey),
  otaJob.firmwareName.like("firmware1"),
  and(otaJob.name.like("name"), otaJob.firmwareName.like("firmware1")),
];

try {
  // An invalid expression is rejected here, with the position of the mistake, before anything is sent.
  const expressions =
    process.argv.length > 2 ? process.argv.slice(2).map((text) => parseExpression(text)) : samples;
  if (process.env["ENOS_BASE_URL"]) {
    await searchAll(createOtaClient(), expressions);
  } else {
    await searchMock(expressions);
  }
} catch (error) {
  // Messages of this SDK are written for people; a stack trace would only obscure them.
  if (!(error instanceof ExpressionError) && !isOtaError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function searchMock(expressions: readonly Condition[]): Promise<void> {
  const server = await startMockServer({ jobs });
  console.log(`No ENOS_BASE_URL is set, so this searches the built-in mock at ${server.url}.`);
  try {
    await searchAll(createOtaClient({ baseUrl: server.url, orgId, auth: server.auth }), expressions);
  } finally {
    await server.stop();
  }
}

async function searchAll(enos: OtaClient, expressions: readonly Condition[]): Promise<void> {
  for (const expression of expressions) {
    const page = await enos.otaJobs.search({ expression, pagination: { pageNo: 1, pageSize: 5 } });
    console.log(`\n${expression}`);
    if (page.jobs.length > 0)
      console.table(Object.fromEntries(page.jobs.map((job) => [job.jobId, row(job)])));
    console.log(`${page.jobs.length} of ${page.totalSize ?? "?"} jobs (request ${page.requestId})`);
  }
}

function row(job: OtaJob): Record<string, string> {
  return {
    name: job.name.i18nValue["zh_CN"] ?? job.name.defaultValue,
    firmware: `${job.firmwareName?.defaultValue ?? job.firmwareId} ${job.firmwareVersion ?? ""}`,
    type: job.type,
    status: job.status,
    created: new Date(job.createTime).toISOString(),
  };
}
