import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { defaultPageSize } from "../../packages/client/src/generated/limits.ts";
import type { Command } from "./command.ts";
import { Screen } from "./screen.ts";
import { jobs } from "./server.ts";

/** The command in a terminal of some width, with and without colours. */
export function testTerminal(command: Command): void {
  describe("in a terminal", () => {
    const open = (line: string, columns: number, env: NodeJS.ProcessEnv = {}): Screen =>
      new Screen(line, {
        columns,
        cwd: command.installation.consumer.root,
        env: command.installation.env({ TERM: "xterm-256color", ...env }),
      });

    it.each([60, 140])("a table fits a width of %i, with Chinese names", async (columns) => {
      const text = await open(
        "enos-ota search --columns jobId,name.zh_CN,firmwareName.zh_CN,status",
        columns,
      ).end();
      expect(text).toContain("jobId");
      expect(text).toMatch(/[一-鿿]/);
      for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      // A line that was too long would have been broken into two.
      expect(text.split("\n")).toHaveLength(1 + defaultPageSize + 1);
    });

    it("times are those of the local zone", async () => {
      const text = await open("enos-ota search --limit 1 --columns jobId,createTime", 60).end();
      const shown = jobs.find(({ jobId }) => text.includes(jobId));
      const local = new Date((shown?.createTime ?? 0) + 8 * 3_600_000);
      expect(text).toContain(local.toISOString().slice(0, 16).replace("T", " "));
    });

    it.each([
      ["xterm-256color", {}, true],
      ["dumb", { TERM: "dumb" }, false],
      ["NO_COLOR", { NO_COLOR: "1" }, false],
    ])("colours with %s: %o", async (_, env, isStyled) => {
      const screen = open("enos-ota search --limit 3", 140, env);
      await screen.end();
      expect(screen.isStyled).toBe(isStyled);
    });

    it("--no-color has no colours", async () => {
      const screen = open("enos-ota search --limit 3 --no-color", 140);
      await screen.end();
      expect(screen.isStyled).toBe(false);
    });

    it("export shows a bar while it runs, and none on a dumb terminal", async () => {
      command.server.use("delay", { delayMs: 500 });
      const screen = open("enos-ota export -o bar.jsonl --concurrency 1", 80);
      await screen.shows(/[█░]+ \d+\/450 jobs/);
      expect(await screen.end()).toBe("450 jobs in bar.jsonl");
      const dumb = await open("enos-ota export -o bar.jsonl --concurrency 1", 80, { TERM: "dumb" }).end();
      expect(dumb).toBe("450 jobs in bar.jsonl");
    });
  });
}
