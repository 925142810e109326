import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** The path of a source file for an import in a program that `typeCheck` gets. */
export function sourcePath(file: string): string {
  return join(import.meta.dirname, "../src", file);
}

/** Runs the compiler over one program, as strict as the workspace, and returns what it prints, one entry a line. */
export async function typeCheck(program: string, ...flags: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "query-types-"));
  try {
    const file = join(folder, "program.mts");
    const config = join(folder, "tsconfig.json");
    await writeFile(file, program);
    await writeFile(
      config,
      JSON.stringify({
        extends: join(import.meta.dirname, "../../../tsconfig.base.json"),
        compilerOptions: { isolatedDeclarations: false, declaration: false },
        files: [file],
      }),
    );
    const output = await new Promise<string>((resolve, reject) => {
      execFile(
        process.execPath,
        [tsc, "-p", config, "--pretty", "false", ...flags],
        (error, stdout, stderr) => {
          // Code 1 and 2 say that there are type errors; these are what is asked for.
          if (error && typeof error.code !== "number") reject(error);
          else resolve(stdout + stderr);
        },
      );
    });
    return output
      .trim()
      .split("\n")
      .filter((line) => line)
      .map((line) => line.replace(/^.*program\.mts/, "program"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
