import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { Checkpoint } from "@enos-ota/client";
import { UsageError } from "../usageError.ts";

/** What an export is of: a checkpoint continues no other. */
export interface ExportSubject {
  readonly expression: string | undefined;
  readonly orgIds: readonly string[];
  readonly format: string;
  readonly columns: string | undefined;
}

/** How far an export has come. Holds no key, no token and no job but the ID of the last ones. */
export interface ExportCheckpoint {
  readonly subject: ExportSubject;
  /** Organizations that are exported completely. */
  readonly finishedOrgs: number;
  /** Where the list of the current one goes on. */
  readonly after: Checkpoint | undefined;
  /** Jobs in the file. */
  readonly jobs: number;
  /** Bytes of the file that belong to these jobs; what follows is of no use. */
  readonly bytes: number;
}

/** The checkpoint lies beside the file, and is there as long as the export is incomplete. */
export function checkpointPath(file: string): string {
  return `${file}.checkpoint`;
}

/** Replaces the checkpoint in one step, so that a crash leaves the old one or the new one. */
export async function saveCheckpoint(file: string, checkpoint: ExportCheckpoint): Promise<void> {
  const path = checkpointPath(file);
  await writeFile(`${path}.new`, `${JSON.stringify(checkpoint, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** Removes the checkpoint of an export that is complete. */
export async function removeCheckpoint(file: string): Promise<void> {
  await rm(checkpointPath(file), { force: true });
}

/**
 * Reads the checkpoint of a file; undefined when there is none.
 *
 * @throws UsageError when it belongs to another export, or cannot be read
 */
export async function readCheckpoint(
  file: string,
  subject: ExportSubject,
): Promise<ExportCheckpoint | undefined> {
  const path = checkpointPath(file);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const checkpoint = parse(text);
  if (!checkpoint) throw new UsageError(`${path} is no checkpoint of an export. Remove it to begin anew.`);
  for (const name of ["expression", "orgIds", "format", "columns"] as const) {
    const [before, now] = [JSON.stringify(checkpoint.subject[name]), JSON.stringify(subject[name])];
    if (before === now) continue;
    throw new UsageError(
      `--resume: the export of ${file} began with another ${name}: ${before ?? "none"}, now ${now ?? "none"}. ` +
        "Repeat the first command line, or begin anew without --resume.",
    );
  }
  return checkpoint;
}

function parse(text: string): ExportCheckpoint | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isCheckpoint(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCheckpoint(value: unknown): value is ExportCheckpoint {
  if (typeof value !== "object" || value === null) return false;
  const { subject, finishedOrgs, jobs, bytes } = value as Partial<Record<keyof ExportCheckpoint, unknown>>;
  return (
    typeof subject === "object" && subject !== null && [finishedOrgs, jobs, bytes].every(Number.isInteger)
  );
}
