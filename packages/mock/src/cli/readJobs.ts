import { readFile } from "node:fs/promises";
import { checkJobs } from "../control/checkJobs.ts";
import type { OtaJob } from "../core/job.ts";

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
  return checkJobs(content, file);
}
