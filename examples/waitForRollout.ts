// Waits until every job of a firmware version has stopped; for a CI job after a rollout.
//
//   node examples/waitForRollout.ts 1.2.0
import { createOtaClient, isOtaTimeoutError } from "@enos-ota/client";
import { otaJob } from "@enos-ota/query";

const version = process.argv[2] ?? "1.2.0";
const enos = createOtaClient();

try {
  const jobs = await enos.otaJobs.waitFor(
    { expression: otaJob.firmwareVersion.eq(version) },
    (found) => found.every((job) => job.status === "stopped"),
    { intervalMs: 5000, timeoutMs: 60_000 },
  );
  console.log(`${jobs.length} jobs of version ${version} have stopped.`);
} catch (error) {
  if (!isOtaTimeoutError(error)) throw error;
  console.error(`Jobs of version ${version} still run.`);
  process.exitCode = 1;
}
