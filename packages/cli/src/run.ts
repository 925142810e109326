import { type ExitCode, exitCode } from "./exitCode.ts";
import { ReaderGone } from "./output/stream.ts";
import { Terminal } from "./output/terminal.ts";
import { createProgram, endOf } from "./program.ts";

/** Runs one command line. Returns the exit code; what there is to tell has been told. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const outcome: { code: ExitCode; terminal: Terminal } = {
    code: exitCode.success,
    terminal: new Terminal({}),
  };
  try {
    await createProgram(outcome).parseAsync([...args], { from: "user" });
    return outcome.code;
  } catch (error) {
    return endOf(error) ?? (await fail(error, outcome.terminal));
  }
}

async function fail(error: unknown, terminal: Terminal): Promise<ExitCode> {
  if (error instanceof ReaderGone) return exitCode.success;
  // Loaded here: the client's errors are not needed by a command that succeeds.
  const { describeFailure } = await import("./failure.ts");
  const failure = describeFailure(error);
  if (failure.message !== undefined) {
    const hint = failure.hint === undefined ? "" : `\n${failure.hint}`;
    await terminal.fail(`${failure.message}${hint}`);
    if (error instanceof Error && error.stack) await terminal.detail(error.stack);
  }
  return failure.exitCode;
}
