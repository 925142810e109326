import { join } from "node:path";
import { createJob } from "@enos-ota/mock";
import { startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, it } from "vitest";
import { run } from "../../scripts/run.ts";

const orgId = "o1";
let server: Awaited<ReturnType<typeof startMockServer>>;

beforeAll(async () => {
  server = await startMockServer({
    jobs: [
      createJob({ orgId, jobId: "a", firmwareVersion: "1.0", status: "stopped" }),
      createJob({ orgId, jobId: "b", firmwareVersion: "2.0", status: "stopped" }),
      createJob({ orgId, jobId: "c", firmwareVersion: "2.0", status: "started" }),
    ],
  });
});

afterAll(() => server?.stop());

/** Long enough for the first poll, which comes after two seconds, even on a busy machine. */
const seconds = "12";

function waitForRollout(version: string) {
  return run(join(import.meta.dirname, ".."), process.execPath, ["waitForRollout.ts", version, seconds], {
    ...process.env,
    ENOS_BASE_URL: server.url,
    ENOS_ORG_ID: orgId,
    ENOS_ACCESS_KEY: server.auth.accessKey,
    ENOS_SECRET_KEY: server.auth.secretKey,
  });
}

it.concurrent("exits 0 when all jobs of the version have stopped", async ({ expect }) => {
  expect(await waitForRollout("1.0")).toEqual({ status: 0, output: "1 jobs of version 1.0 have stopped.\n" });
});

it.concurrent("exits 1 while one is still running", async ({ expect }) => {
  expect(await waitForRollout("2.0")).toEqual({
    status: 1,
    output: "Jobs of version 2.0 are still running.\n",
  });
});

it.concurrent("exits 1 for a mistyped version, and says that it has no job", async ({ expect }) => {
  expect(await waitForRollout("2.O")).toEqual({ status: 1, output: "There is no job of version 2.O.\n" });
});
