import { readFile } from "node:fs/promises";
import { checkRecords } from "../core/checkRecords.ts";
import { createProfile } from "../core/createProfile.ts";
import type { OtaJob } from "../core/job.ts";
import { otaJobs } from "../core/otaJobs.ts";
import type { Profile } from "../core/profile.ts";

/**
 * Reads a file of jobs, a JSON array.
 *
 * @throws Error that names the file, the job and what is wrong with it
 */
export async function readJobs(file: string): Promise<readonly OtaJob[]> {
  return checkRecords(otaJobs, await readJson(file), file);
}

/**
 * Reads a file with the entries of a profile, a JSON object.
 *
 * @throws Error that names the file and what is wrong with it
 */
export async function readProfile(file: string): Promise<Profile> {
  const content = await readJson(file);
  try {
    return createProfile(content);
  } catch (cause) {
    throw new Error(`${file}: ${messageOf(cause)}`, { cause });
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    const text = await readFile(file, "utf8");
    // Editors on Windows put a byte order mark before the text.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
