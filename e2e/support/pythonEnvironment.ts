import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../../scripts/run.ts";

/** A throw-away Python environment with pinned packages. */
export interface PythonEnvironment {
  /** The path of one of its programs, such as `python`. */
  program(name: string): string;
  remove(): Promise<void>;
}

/**
 * Creates an environment from a requirements file.
 *
 * @throws Error if Python 3 with its module venv (Debian: python3-venv) is missing, or a package cannot be installed
 */
export async function createPythonEnvironment(requirements: string): Promise<PythonEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), "enos-ota-python-"));
  const program = (name: string): string => join(folder, "bin", name);
  await must(folder, "python3", ["-m", "venv", folder]);
  await must(folder, program("pip"), [
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--requirement",
    requirements,
  ]);
  return { program, remove: () => rm(folder, { recursive: true, force: true }) };
}
