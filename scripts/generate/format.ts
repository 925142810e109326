import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Formats TypeScript with the repository's own formatter, so that generated files look like written ones. */
export async function format(source: string, fileName: string): Promise<string> {
  const biome = spawn(`${root}/node_modules/.bin/biome`, ["format", `--stdin-file-path=${fileName}`], {
    cwd: root,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const exited = new Promise<number | null>((done, fail) => biome.once("exit", done).once("error", fail));
  biome.stdin.end(source);
  const [output, errors, code] = await Promise.all([text(biome.stdout), text(biome.stderr), exited]);
  if (code !== 0) throw new Error(`biome could not format ${fileName}: ${errors}`);
  return output;
}
