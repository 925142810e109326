import { text } from "node:stream/consumers";
import { spawnGroup } from "./processGroup.ts";

/** The exit status of a program and everything that it printed. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a program in a folder and waits for it to exit, even if it fails. */
export async function run(
  folder: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Outcome> {
  const child = spawnGroup(command, args, { cwd: folder, env });
  child.stdin.end();
  const status = new Promise<number | null>((done, fail) => child.once("close", done).once("error", fail));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), status]);
  return { status: await status, output: out + errors };
}

/** Runs a program and returns its output. @throws if the exit status is not 0 */
export async function must(
  folder: string,
  command: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  const { status, output } = await run(folder, command, args, env);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} exited with status ${status}:\n${output}`);
  return output;
}
