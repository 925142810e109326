import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { root } from "../root.ts";

/**
 * Formats source files (a map from path to text) with the repository's formatter, so that generated files look
 * like handwritten ones. One process formats all of them, because starting it takes longer than formatting.
 */
export async function format(sources: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "enos-ota-format-"));
  try {
    for (const [path, source] of sources) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), source);
    }
    await runBiome(folder);
    const formatted = new Map<string, string>();
    for (const path of sources.keys()) formatted.set(path, await readFile(join(folder, path), "utf8"));
    return formatted;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runBiome(folder: string): Promise<void> {
  const options = [
    `--config-path=${root}`,
    // The folder is not a git checkout. By default, Biome silently skips files above 1 MiB.
    "--vcs-enabled=false",
    `--files-max-size=${2 ** 32 - 1}`,
  ];
  const biome = spawn(`${root}/node_modules/.bin/biome`, ["format", "--write", ...options, "."], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = new Promise<number | null>((done, fail) => biome.once("exit", done).once("error", fail));
  const [errors, code] = await Promise.all([text(biome.stderr), exited]);
  if (code !== 0) throw new Error(`biome could not format the generated files: ${errors}`);
}
