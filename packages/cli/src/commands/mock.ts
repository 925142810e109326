import type { ExitCode } from "../exitCode.ts";

/** Runs `enos-ota-mock`, the command of `@enos-ota/mock`, with its own options. */
export async function mock(args: readonly string[]): Promise<ExitCode> {
  const { runMockCommand } = await import("@enos-ota/mock/cli");
  return (await runMockCommand(args)) === 0 ? 0 : 1;
}
