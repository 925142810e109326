// What must work in every runtime: the same steps, on the built package, against the mock server.
import { createOtaClient, isOtaAbortError, isOtaApiError, isOtaError, sign } from "@enos-ota/client";
import { createFetchClient } from "@enos-ota/client/fetch";
import { operations } from "../../../packages/client/src/generated/operations.ts";

/** What each step brought. */
export type Report = Record<string, unknown>;

/** Runs the steps. `browser`: the secret key is a test's, so it may be there. */
export async function smoke(baseUrl: string, browser = false): Promise<Report> {
  const auth = { accessKey: "yourAccessKey", secretKey: "yourSecretKey" };
  const options = { baseUrl, orgId: "yourOrgId", auth, dangerouslyAllowBrowser: browser };
  const { otaJobs } = createOtaClient(options);

  const url = "https://gateway.example/connect-service/v2.1/ota-jobs?action=search&orgId=yourOrgId";
  const signature = await sign({
    url,
    accessToken: "xxxxaaaxxxx",
    secretKey: "xxxappSecretxxx",
    timestamp: 1572574909697,
  });

  const page = await otaJobs.search({ pagination: { pageNo: 2, pageSize: 50 } });
  const ids = new Set<string>();
  for await (const job of otaJobs.search({}, { concurrency: 3 })) ids.add(job.jobId);

  const controller = new AbortController();
  const search = otaJobs.search({}, { signal: controller.signal });
  const aborted = search.then(
    () => false,
    (error: unknown) => isOtaAbortError(error),
  );
  controller.abort();

  const refused = await otaJobs.search({ expression: "name = 'x'" }).catch((error: unknown) => error);
  const nobody = createOtaClient({ ...options, baseUrl: "http://127.0.0.1:9", maxRetries: 0 });
  const unreachable = await nobody.otaJobs.search().catch((error: unknown) => error);
  const bare = await createFetchClient(options).POST(operations.searchOtaJobs.path, {
    params: { query: { action: "search", orgId: "yourOrgId" } },
    body: { pagination: { pageNo: 1, pageSize: 1 } },
  });

  return {
    signature,
    page: [page.jobs.length, page.totalSize, page.requestId.length > 0, page.attempts],
    iterated: ids.size,
    aborted: await aborted,
    refused: isOtaApiError(refused) ? [refused.code, refused.codeName] : String(refused),
    unreachable: isOtaError(unreachable) ? unreachable.name : String(unreachable),
    bare: bare.data?.code,
  };
}
