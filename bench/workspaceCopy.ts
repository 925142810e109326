import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { output, root } from "./process.ts";

/** Makes a folder of its own for one chapter; it is removed when the work is done. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "enos-ota-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies this repository as it is now, installed and committed, so that a benchmark may change its files. */
export async function copyWorkspace(folder: string): Promise<void> {
  const listed = await output("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
  for (const file of new Set(listed.split("\0").filter((name) => name !== ""))) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(root, file), join(folder, file));
  }
  const here = { cwd: folder };
  await output("git", ["init", "--quiet"], here);
  await output("git", ["add", "--all"], here);
  const author = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
  await output("git", [...author, "commit", "--quiet", "--message", "copy"], here);
  await output(
    "pnpm",
    ["install", "--frozen-lockfile", "--prefer-offline", "--filter", "!@enos-ota/bench"],
    here,
  );
}
