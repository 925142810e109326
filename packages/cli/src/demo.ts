import { createMockOta, generateJobs, type MockOta } from "@enos-ota/mock";

/** A mock with jobs to try the commands on. The same jobs on every run. */
export function createDemo(): { readonly mock: MockOta; readonly orgId: string } {
  const orgId = "o1";
  return { mock: createMockOta({ jobs: generateJobs(120, { seed: 1, orgId }) }), orgId };
}
