import { checkExpression, type ExpressionProblem, parseExpression } from "@enos-ota/query";
import { type ExitCode, exitCode } from "../exitCode.ts";
import { readInput } from "../output/stream.ts";
import type { Terminal } from "../output/terminal.ts";

/** Options of `enos-ota check`. */
export interface CheckCommandOptions {
  readonly json?: boolean | undefined;
}

/**
 * Checks an expression without EnOS: every problem with its place and what would mend it. `--json` writes them as
 * `checkExpression` returns them; offsets are in UTF-16 code units.
 */
export async function check(
  argument: string,
  { json }: CheckCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const text = argument === "-" ? await readInput() : argument;
  const problems = checkExpression(text);
  if (json) await terminal.out.write(`${JSON.stringify(problems, null, 2)}\n`);
  else if (problems.length === 0) await terminal.out.write(`${parseExpression(text)}\n`);
  else await terminal.report(problems.map(describe).join("\n"));
  return problems.length === 0 ? exitCode.success : exitCode.failure;
}

/** The problem with its place, and the changes that would remove it. */
function describe({ message, fixes }: ExpressionProblem): string {
  return [message, ...fixes.map(({ label }) => `  → ${label}`)].join("\n");
}
