import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root: string = fileURLToPath(new URL("..", import.meta.url));

const require = createRequire(import.meta.url);

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a process to its end and returns its duration in milliseconds; throws with its output if it fails. */
export async function timeProcess(
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<number> {
  const start = performance.now();
  await output(command, args, options);
  return performance.now() - start;
}

/** Runs a process to its end and returns its standard output; throws with its output if it fails. */
export async function output(
  command: string,
  args: readonly string[],
  { cwd = root, env = {} }: Options = {},
): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number | null>((done, fail) => child.once("exit", done).once("error", fail));
  const [printed, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${printed}${errors}`);
  return printed;
}

/** The folder of an installed package, whatever its exports allow. */
export function packageFolder(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const candidate = join(folder, name);
    try {
      readFileSync(join(candidate, "package.json"));
      return candidate;
    } catch {
      // Not in this folder; try its parent.
    }
  }
  throw new Error(`${name} is not installed`);
}

/** The script behind a package's command, to be run by Node directly, because shell wrappers take additional time. */
export function commandScript(name: string, command: string): string {
  const folder = packageFolder(name);
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const script = typeof bin === "string" ? bin : bin[command];
  if (script === undefined) throw new Error(`${name} has no command ${command}`);
  return join(folder, script);
}

/** The version of an installed package. */
export function packageVersion(name: string): string {
  return JSON.parse(readFileSync(join(packageFolder(name), "package.json"), "utf8")).version;
}
