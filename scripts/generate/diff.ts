import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "./generate.ts";

/** Returns a unified diff from the file on disk to the file that the spec generates. */
export function diff({ path, present, wanted }: Outcome): string {
  const folder = mkdtempSync(join(tmpdir(), "enos-ota-diff-"));
  try {
    writeFileSync(join(folder, "present"), present ?? "");
    writeFileSync(join(folder, "wanted"), wanted);
    const { stdout } = spawnSync("git", ["diff", "--no-index", "--unified=2", "present", "wanted"], {
      cwd: folder,
      encoding: "utf8",
    });
    const hunks = stdout.slice(stdout.indexOf("@@"));
    return `--- ${path}\n+++ ${path} (as generated from the spec)\n${hunks}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
