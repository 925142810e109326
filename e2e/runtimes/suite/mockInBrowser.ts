// The two doors of the mock that a page can use: its own fetch, and MSW's service worker.
import { createOtaClient } from "@enos-ota/client";
import { createMockOta, generateJobs, type MockOta } from "@enos-ota/mock";
import { createHandlers } from "@enos-ota/mock/msw";
import { setupWorker } from "msw/browser";

/** What a door brought: how many jobs the client was given, how many requests the mock saw, and a refusal. */
export interface DoorReport {
  readonly jobs: number;
  readonly requests: number;
  readonly refused: unknown;
}

/** Searches through `mock.fetch`, without any network. */
export async function throughFetch(): Promise<DoorReport> {
  const mock = createMockOta({ jobs: generateJobs(120, { seed: 1, orgId: "o1" }) });
  return search(mock, mock.fetch);
}

/** Searches through the page's own fetch, which MSW's service worker answers. */
export async function throughServiceWorker(): Promise<DoorReport> {
  const jobs = generateJobs(120, { seed: 1, orgId: "o1" });
  const mock = createMockOta({ jobs, baseUrl: location.origin });
  const worker = setupWorker(...createHandlers(mock));
  await worker.start({ quiet: true });
  try {
    return await search(mock);
  } finally {
    worker.stop();
  }
}

async function search(mock: MockOta, fetch?: typeof globalThis.fetch): Promise<DoorReport> {
  const { otaJobs } = createOtaClient({
    baseUrl: mock.baseUrl,
    orgId: "o1",
    auth: mock.auth,
    dangerouslyAllowBrowser: true,
    ...(fetch && { fetch }),
  });
  const found = await otaJobs.search({ pagination: { pageNo: 1, pageSize: 50 } }).toArray({ limit: 1000 });
  const refused = await otaJobs
    .search({ expression: "name = 'x'" })
    .then(() => undefined)
    .catch((error: { code?: unknown }) => error.code);
  return { jobs: found.length, requests: mock.requests.length, refused };
}
