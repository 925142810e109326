import { spawnSync } from "node:child_process";

/** Runs git in a folder and returns its trimmed output, or undefined if it failed. */
export function git(root: string, ...args: string[]): string | undefined {
  return output(root, args)?.trim();
}

/** Returns the exact content of a file in a commit, or undefined if the file did not exist. */
export function fileAt(root: string, commit: string, path: string): string | undefined {
  return output(root, ["show", `${commit}:${path}`]);
}

function output(root: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout : undefined;
}
