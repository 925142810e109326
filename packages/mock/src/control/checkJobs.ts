import type { OtaJob } from "../core/job.ts";
import { firstProblem } from "../engine/checks.ts";
import { job } from "../generated/validators.js";

/**
 * Checks jobs that come from outside.
 *
 * @throws Error that names the source, the job and what is wrong with it
 */
export function checkJobs(content: unknown, source: string): readonly OtaJob[] {
  if (!Array.isArray(content)) throw new Error(`${source} must hold a JSON array of jobs.`);
  return content.map((item: unknown, index) => {
    if (isJob(item)) return item;
    const { name, text } = firstProblem(job);
    throw new Error(`${source}: job ${index + 1} does not fit the API: ${name}: ${text}.`);
  });
}

function isJob(value: unknown): value is OtaJob {
  return job(value);
}
