import { access } from "node:fs/promises";
import { checkpointOf } from "@enos-ota/client";
import { connect, type SearchConnectionOptions } from "../connection.ts";
import { type ExitCode, exitCode } from "../exitCode.ts";
import {
  type ExportCheckpoint,
  type ExportSubject,
  readCheckpoint,
  removeCheckpoint,
  saveCheckpoint,
} from "../export/checkpoint.ts";
import { fileTarget, outputTarget } from "../export/target.ts";
import { readExpression } from "../expression.ts";
import { maximumPageSize } from "../generated/limits.ts";
import { interruptSignal } from "../interrupt.ts";
import {
  createWriter,
  type Format,
  type FormatOptions,
  formatOfFile,
  resolveFormat,
} from "../output/format.ts";
import { createProgress } from "../output/progress.ts";
import type { Terminal } from "../output/terminal.ts";
import { UsageError } from "../usageError.ts";

/** Options of `enos-ota export`. */
export interface ExportOptions extends SearchConnectionOptions, FormatOptions {
  readonly output?: string | undefined;
  readonly resume?: boolean | undefined;
  readonly concurrency: number;
  readonly check: boolean;
  /** Exit code 3 when nothing is found. */
  readonly exitCode?: boolean | undefined;
}

/** A checkpoint costs a wait for the disk, so there is one each second, not one for each page. */
const checkpointEveryMs = 1_000;

/** Writes every job that matches. Memory does not grow with their number. */
export async function exportJobs(
  argument: string | undefined,
  options: ExportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { output, concurrency, columns } = options;
  if (options.resume && output === undefined)
    throw new UsageError("--resume needs --output, the file to continue.");
  const expression = await readExpression(argument, options.check);
  const { enos, orgIds } = await connect(options, terminal);
  const format = formatOf(options, terminal);
  const subject: ExportSubject = { expression, orgIds, format, columns };
  const earlier = options.resume && output !== undefined ? await resumed(output, subject) : undefined;
  let state: ExportCheckpoint = earlier ?? { subject, finishedOrgs: 0, after: undefined, jobs: 0, bytes: 0 };
  if (state.jobs > 0) await terminal.note(`Continuing after ${state.jobs} jobs.`);

  const writer = await createWriter({ ...options, format, isContinued: state.bytes > 0 }, terminal);
  const target = output === undefined ? outputTarget(terminal) : await fileTarget(output, state.bytes);
  const progress = createProgress(terminal);
  const signal = interruptSignal();
  let savedAt = performance.now();
  const save = async (): Promise<void> => {
    if (output === undefined) return;
    await target.flush();
    await saveCheckpoint(output, state);
    savedAt = performance.now();
  };
  try {
    // From here on the file is incomplete, and says so.
    await save();
    const skipped = state.jobs;
    for (const [index, orgId] of orgIds.entries()) {
      if (index < state.finishedOrgs) continue;
      const search = enos.otaJobs.search(
        { expression, pagination: { pageNo: 1, pageSize: maximumPageSize } },
        { orgId, concurrency, signal },
      );
      for await (const page of search.pages({ after: state.after })) {
        await target.write(writer.write(page.jobs));
        state = advance(state, page.jobs, target.bytes);
        progress.update(state.jobs - skipped, page.totalSize);
        if (performance.now() - savedAt >= checkpointEveryMs) await save();
      }
      state = { ...state, finishedOrgs: index + 1, after: undefined };
    }
  } catch (error) {
    await save();
    throw error;
  } finally {
    progress.stop();
    // Valid also when it is incomplete; an export that is continued overwrites this.
    await target.write(writer.end());
    await target.close();
  }
  if (output !== undefined) await removeCheckpoint(output);
  await terminal.note(
    `${state.jobs} ${state.jobs === 1 ? "job" : "jobs"}${output === undefined ? "" : ` in ${output}`}`,
  );
  return state.jobs === 0 && options.exitCode ? exitCode.nothing : exitCode.success;
}

function advance(
  state: ExportCheckpoint,
  jobs: Parameters<typeof checkpointOf>[0] & { readonly length: number },
  bytes: number,
): ExportCheckpoint {
  return { ...state, after: checkpointOf(jobs, state.after), jobs: state.jobs + jobs.length, bytes };
}

/** The checkpoint to continue from; undefined to begin. */
async function resumed(file: string, subject: ExportSubject): Promise<ExportCheckpoint | undefined> {
  const checkpoint = await readCheckpoint(file, subject);
  if (checkpoint !== undefined) return checkpoint;
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  throw new UsageError(
    `--resume: ${file} exists without a checkpoint, so it is complete, or of another origin. ` +
      "Remove it, or leave --resume out to write it anew.",
  );
}

/** The option, else the ending of the file, else one job a line. */
function formatOf({ format, output }: ExportOptions, terminal: Terminal): Exclude<Format, "auto"> {
  if (format !== "auto") return resolveFormat(format, terminal);
  return output === undefined ? "jsonl" : formatOfFile(output);
}
