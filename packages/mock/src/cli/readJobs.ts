import { readFile } from "node:fs/promises";
import type { OtaJob } from "../core/job.ts";
import { firstProblem } from "../engine/checks.ts";
import { job } from "../generated/validators.js";

/**
 * Reads a file of jobs.
 *
 * @throws Error that names the file and what is wrong with it
 */
export async function readJobs(file: string): Promise<readonly OtaJob[]> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  if (!Array.isArray(content)) throw new Error(`${file} must hold a JSON array of jobs.`);
  return content.map((item: unknown, index) => {
    if (isJob(item)) return item;
    const { name, text } = firstProblem(job);
    throw new Error(`${file}: job ${index + 1} does not fit the API: ${name}: ${text}.`);
  });
}

function isJob(value: unknown): value is OtaJob {
  return job(value);
}
