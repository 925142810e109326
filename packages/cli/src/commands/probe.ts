import { writeFile } from "node:fs/promises";
import { type ConnectionTarget, type SearchConnectionOptions, targetOf } from "../connection.ts";
import { type ExitCode, exitCode } from "../exitCode.ts";
import { interruptSignal } from "../interrupt.ts";
import { plainTable, printable } from "../output/table.ts";
import type { Terminal } from "../output/terminal.ts";
import { probe as ask, type Finding, isAsAssumed, profileOf } from "../probe/probe.ts";
import { Wire } from "../probe/wire.ts";
import { verboseLog } from "../verboseLog.ts";

/** Options of `enos-ota probe`. */
export interface ProbeOptions extends SearchConnectionOptions {
  /** The profile to write. */
  readonly output?: string | undefined;
  /** Between two requests, in milliseconds. */
  readonly pause: number;
  /** Also asks what needs a token to be refreshed. */
  readonly refresh?: boolean | undefined;
}

/** Asks EnOS what nobody has documented, and writes the profile that the mock then obeys. */
export async function probe(options: ProbeOptions, terminal: Terminal): Promise<ExitCode> {
  const target: ConnectionTarget = await targetOf(options, terminal);
  const wire = new Wire({
    ...target,
    pauseMs: options.pause,
    signal: interruptSignal(),
    logger: terminal.verbose ? verboseLog(terminal) : undefined,
  });
  const { findings, stopped } = await ask(wire, {
    refresh: options.refresh ?? false,
    asked: (question) => terminal.detail(question),
  });
  await terminal.out.write(
    plainTable([["question", "assumed", "seen"], ...findings.map(row)], terminal.columns),
  );
  await terminal.note(`${wire.requests} requests.`);
  if (options.output !== undefined) {
    await writeFile(options.output, `${JSON.stringify(profileOf(findings), null, 2)}\n`);
    await terminal.note(
      `${options.output} holds what differs; createMockOta({ profile }) and --profile read it.`,
    );
  }
  if (stopped === undefined) return exitCode.success;
  await terminal.fail(`${stopped.message} The questions after that were not asked.`);
  return exitCode.failure;
}

function row(finding: Finding): readonly string[] {
  const { question, assumed, seen } = finding;
  const mark = seen === undefined ? "not known" : isAsAssumed(finding) ? "the same" : String(seen);
  return [question, printable(JSON.stringify(assumed)), printable(mark)];
}
