import { exec } from "node:child_process";
import { promisify } from "node:util";
import { UsageError } from "../usageError.ts";
import { type Context, checkKeys } from "./file.ts";

/**
 * Runs the command that prints the keys. What it prints on standard error, such as a question for a password, is
 * shown; what it prints on standard output is not, whatever happens.
 *
 * @throws UsageError when it fails, or prints no keys
 */
export async function runKeysCommand(command: string): Promise<Pick<Context, "accessKey" | "secretKey">> {
  let output: string;
  try {
    const running = promisify(exec)(command, { timeout: 60_000, windowsHide: true });
    running.child.stderr?.pipe(process.stderr, { end: false });
    output = (await running).stdout;
  } catch (error) {
    const { code, killed } = error as { code?: number | string; killed?: boolean };
    const end = killed ? "was stopped after 60 seconds" : `ended with ${code}`;
    throw new UsageError(`The keysCommand of the context ${end}: ${command}`);
  }
  const { parseDocument } = await import("yaml");
  return checkKeys(parseDocument(output, { prettyErrors: false }).toJS(), "What the keysCommand prints");
}
