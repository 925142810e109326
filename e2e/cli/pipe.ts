import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { defaultPageSize } from "../../packages/client/src/generated/limits.ts";
import { type Command, idsOf, interrupted } from "./command.ts";
import { jobs, listed, started } from "./server.ts";

/** The command with its output in a pipe or a file, as scripts use it. */
export function testPipes(command: Command): void {
  describe("in a pipe", () => {
    it("search writes one job a line, and says on standard error that there are more", async () => {
      const { code, out, err } = await command.installation.run("enos-ota search");
      expect(code).toBe(0);
      expect(idsOf(out)).toEqual(
        listed(jobs)
          .slice(0, defaultPageSize)
          .map(({ jobId }) => jobId),
      );
      expect(err).toBe(`${defaultPageSize} of 450 jobs. --all shows every job.\n`);
    });

    it("the second page begins where the first one ends", async () => {
      const second = listed(jobs).slice(defaultPageSize, 2 * defaultPageSize);
      const { out } = await command.installation.run("enos-ota search --page-no 2");
      expect(idsOf(out)).toEqual(second.map(({ jobId }) => jobId));
    });

    it("search --all and export write every job once", async () => {
      const wanted = listed(jobs).map(({ jobId }) => jobId);
      expect(idsOf((await command.installation.run("enos-ota search --all")).out)).toEqual(wanted);
      expect(idsOf((await command.installation.run("enos-ota export --quiet")).out)).toEqual(wanted);
    });

    it("count writes a bare number", async () => {
      expect(await command.installation.run(`enos-ota count "status = 'started'"`)).toEqual({
        code: 0,
        out: `${started}\n`,
        err: "",
      });
    });

    it("an expression comes from standard input with -", async () => {
      expect((await command.installation.run("enos-ota count -", {}, "status = 'started'\n")).out).toBe(
        `${started}\n`,
      );
    });

    it("a reader that has seen enough ends it in silence", async () => {
      for (const line of ["search --all", "export"]) {
        const { out, err } = await command.installation.run(
          `enos-ota ${line} --quiet | head -1; echo "\${PIPESTATUS[0]}"`,
        );
        expect(out.trim().split("\n")[1]).toBe("0");
        expect(err).toBe("");
      }
    });

    it("a full disk is a failure with its reason", async () => {
      for (const line of ["search", "export", "count", "completion bash"]) {
        const { code, err } = await command.installation.run(`enos-ota ${line} > /dev/full`);
        expect(err).toContain("error: The output could not be written: no space is left on the device.");
        expect(code).toBe(1);
      }
      const { code, err } = await command.installation.run("enos-ota export --output /dev/full --quiet");
      expect(err).toContain("/dev/full could not be written");
      expect(code).toBe(1);
    });

    it("Ctrl-C ends it at once, and what was written is valid", async () => {
      command.server.use("delay", { delayMs: 300 });
      const line = "enos-ota export -f json --concurrency 1 > begun.json";
      const { out } = await command.installation.run(`${interrupted(line, "begun.json")}; echo $?`);
      expect(out.trim().split("\n").at(-1)).toBe("130");
      expect(JSON.parse(await readFile(command.file("begun.json"), "utf8"))).toBeInstanceOf(Array);
    });
  });
}
