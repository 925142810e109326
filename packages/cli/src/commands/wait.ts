import { isOtaConfigError, isOtaError, isOtaTimeoutError, type OtaJob } from "@enos-ota/client";
import { ExpressionError, parseExpression } from "@enos-ota/query";
import { compile } from "@enos-ota/query/evaluate";
import { connect, type SearchConnectionOptions } from "../connection.ts";
import { DeadlinePassed } from "../deadlinePassed.ts";
import { type ExitCode, exitCode } from "../exitCode.ts";
import { readExpression } from "../expression.ts";
import { maximumPageSize } from "../generated/limits.ts";
import { interruptSignal } from "../interrupt.ts";
import type { Terminal } from "../output/terminal.ts";
import { UsageError } from "../usageError.ts";

/** Options of `enos-ota wait`. */
export interface WaitCommandOptions extends SearchConnectionOptions {
  readonly until: string;
  /** In milliseconds. */
  readonly deadline: number;
  /** In milliseconds. */
  readonly interval: number;
  readonly allowEmpty?: boolean | undefined;
  readonly check: boolean;
}

/** Waits until every job that matches also meets the condition of `--until`. */
export async function wait(
  argument: string,
  options: WaitCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const holds = readCondition(options.until);
  const expression = await readExpression(argument, options.check);
  const { enos, orgIds } = await connect(options, terminal);
  const signal = interruptSignal();
  const waitForOrg = (orgId: string): Promise<unknown> => {
    let told = "";
    const waited = enos.otaJobs.waitFor(
      { expression, pagination: { pageNo: 1, pageSize: maximumPageSize } },
      async (jobs) => {
        if (jobs.length === 0 && !options.allowEmpty) throw new NothingMatches(orgId);
        const count = jobs.filter(holds).length;
        const line = `${orgIds.length > 1 ? `${orgId}: ` : ""}${count} of ${jobs.length} jobs: ${options.until}`;
        if (line !== told) await terminal.note(`${clock()} ${line}`);
        told = line;
        return count === jobs.length;
      },
      { orgId, signal, allowEmpty: true, intervalMs: options.interval, deadlineMs: options.deadline },
    );
    return waited.catch((error: unknown) => {
      throw inOurWords(error, { orgId, holds, options });
    });
  };
  await Promise.all(orgIds.map(waitForOrg));
  return exitCode.success;
}

/** What failed, in the words of this command rather than of the client's `waitFor()`. */
function inOurWords(
  error: unknown,
  { orgId, holds, options }: { orgId: string; holds: (job: OtaJob) => boolean; options: WaitCommandOptions },
): unknown {
  if (isOtaConfigError(error) && error.option === "deadlineMs") {
    return new UsageError(
      "--deadline ends before EnOS shows an update, and nothing would be seen. Use 10s or more.",
    );
  }
  if (!isOtaTimeoutError(error) || error.scope !== "waitFor") return error;
  const { lastJobs, cause } = error;
  const seen = isOtaError(cause)
    ? `The last look at the jobs of ${orgId} failed: ${cause.message}`
    : lastJobs === undefined
      ? `No look at the jobs of ${orgId} was completed.`
      : `Of ${lastJobs.length} jobs of ${orgId}, ${lastJobs.filter(holds).length} met the condition: ${options.until}`;
  return new DeadlinePassed(`The deadline of ${seconds(error.timeoutMs)} passed. ${seen}`, { cause: error });
}

function seconds(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1_000}s`;
}

/** A wait for jobs that are not there would hold at once, and a mistyped expression would pass for success. */
class NothingMatches extends Error {
  override readonly name = "NothingMatches";

  constructor(orgId: string) {
    super(
      `No job of ${orgId} matches, so there is nothing to wait for. With --allow-empty this counts as success.`,
    );
  }
}

function readCondition(text: string): (job: OtaJob) => boolean {
  try {
    return compile(parseExpression(text));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new UsageError(`--until: ${error.message}`);
  }
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}
