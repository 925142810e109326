import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** The programs that may still run, or have left something behind that does. */
const started = new Set<ChildProcessWithoutNullStreams>();
let isWatching = false;

/**
 * Starts a program in a process group of its own, which ends with this process at the latest. Otherwise a test that
 * fails half way would leave its programs running, and what waits for their output would never end.
 */
export function spawnGroup(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): ChildProcessWithoutNullStreams {
  if (!isWatching) endWithThisProcess();
  // On Windows, it would get a console window.
  const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
  started.add(child);
  const forget = (): boolean => started.delete(child);
  // "close" and not "exit": what the program has started may hold its output open.
  return child.once("close", forget).once("error", forget);
}

/** Ends a program and all that it has started. */
export function killGroup(child: ChildProcessWithoutNullStreams): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing of it runs any more.
  }
}

function endWithThisProcess(): void {
  isWatching = true;
  const killAll = (): void => started.forEach(killGroup);
  process.once("exit", killAll);
  // A group of its own does not get the Ctrl-C of the terminal.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      killAll();
      process.kill(process.pid, signal);
    });
  }
}
