// Waits until every job of a firmware version has stopped; for a CI job after a rollout.
//
//   node examples/waitForRollout.ts <version> [seconds to wait, 600 by default]
import { createOtaClient, isOtaTimeoutError } from "@enos-ota/client";
import { otaJob } from "@enos-ota/query";

const [version = "1.2.0", seconds = "600"] = process.argv.slice(2);
const enos = createOtaClient();

try {
  const jobs = await enos.otaJobs.waitFor(
    { expression: otaJob.firmwareVersion.eq(version) },
    (found) => found.every((job) => job.status === "stopped"),
    { intervalMs: 5000, deadlineMs: 1000 * Number(seconds) },
  );
  console.log(`${jobs.length} jobs of version ${version} have stopped.`);
} catch (error) {
  if (!isOtaTimeoutError(error)) throw error;
  // Finding no job at all is not a success: the version may be mistyped.
  if (!error.lastJobs) console.error(`EnOS did not answer within ${seconds} seconds.`);
  else if (error.lastJobs.length === 0) console.error(`There is no job of version ${version}.`);
  else console.error(`Jobs of version ${version} are still running.`);
  process.exitCode = 1;
}
