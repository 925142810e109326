import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { root } from "../root.ts";

/** Starts a group in which a program waits for another one, says the other's process id, and goes on for long. */
const program = `
import { spawnGroup } from "./scripts/processGroup.ts";
spawnGroup("bash", ["-c", "sleep 300 & echo $!; wait"], { cwd: "." }).stdout.pipe(process.stdout);
process.stdin.once("data", () => process.exit());
`;

/** Whether a process runs; one that has ended may remain listed until its parent asks for it. */
async function runs(id: number): Promise<boolean> {
  const state = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  return state !== "" && !/\) Z /.test(state);
}

describe.runIf(process.platform === "linux")(
  "all that a program has started ends with the one that began it",
  () => {
    it.each(["SIGINT", "SIGTERM", "SIGHUP", "exit"] as const)("on %s", async (end) => {
      const parent = spawn(process.execPath, ["--input-type=module-typescript", "--eval", program], {
        cwd: root,
        stdio: ["pipe", "pipe", "inherit"],
      });
      const [id] = await once(parent.stdout, "data");
      expect(await runs(Number(id))).toBe(true);
      if (end === "exit") parent.stdin.write("end");
      else parent.kill(end);
      await text(parent.stdout);
      await expect.poll(() => runs(Number(id)), { timeout: 20_000 }).toBe(false);
    });
  },
);
