import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { generateJobs } from "@enos-ota/mock";
import { describe, expect, it } from "vitest";
import { type Command, idsOf, interrupted } from "./command.ts";
import { listed } from "./server.ts";

/** Exports that end half way, and are continued. */
export function testInterruptedExports(command: Command): void {
  describe("an export that is interrupted", () => {
    it("is continued after kill -9, with nothing lost and nothing twice", async () => {
      const many = generateJobs(5_000, { seed: 2 });
      command.server.jobs.replace(many);
      command.server.use("delay", { delayMs: 100 });
      const args = ["export", "--output", "jobs.jsonl", "--concurrency", "2"];
      const child = spawn("enos-ota", args, {
        cwd: command.installation.consumer.root,
        env: command.installation.env(),
        stdio: "ignore",
      });
      const ended = new Promise((done) => child.once("exit", (_, signal) => done(signal)));
      await expect
        .poll(async () => JSON.parse(await readFile(command.file("jobs.jsonl.checkpoint"), "utf8")).jobs, {
          timeout: 60_000,
        })
        .toBeGreaterThan(0);
      child.kill("SIGKILL");
      expect(await ended).toBe("SIGKILL");
      // After a crash, the output past the checkpoint may end in half a line.
      await writeFile(command.file("jobs.jsonl"), '{"jobId":"half a li', { flag: "a" });

      const { code, err } = await command.installation.run("enos-ota export --output jobs.jsonl --resume");
      expect(code).toBe(0);
      expect(err).toMatch(/^Continuing after \d+ jobs\.\n5000 jobs in jobs\.jsonl\n$/);
      expect(idsOf(await readFile(command.file("jobs.jsonl"), "utf8"))).toEqual(
        listed(many).map(({ jobId }) => jobId),
      );
      await expect(readFile(command.file("jobs.jsonl.checkpoint"))).rejects.toThrow("ENOENT");
      await rm(command.file("jobs.jsonl"));
    });

    it.each(["json", "yaml", "csv"])(
      "is valid %s after Ctrl-C, and complete after --resume",
      async (format) => {
        // A name of its own: the sessions of the README leave files behind, and an existing file looks like a begun one.
        const name = `interrupted.${format}`;
        command.server.use("delay", { delayMs: 100 });
        await command.installation.run(interrupted(`enos-ota export -o ${name} --concurrency 1`, name));
        command.server.reset();
        const { code } = await command.installation.run(`enos-ota export -o ${name} --resume`);
        expect(code).toBe(0);
        const continued = await readFile(command.file(name), "utf8");
        await command.installation.run(`enos-ota export -o whole.${format}`);
        expect(continued).toBe(await readFile(command.file(`whole.${format}`), "utf8"));
        await rm(command.file(name));
      },
    );

    it("is not mixed with another one", async () => {
      command.server.use("delay", { delayMs: 100 });
      await command.installation.run(
        interrupted("enos-ota export -o other.jsonl --concurrency 1", "other.jsonl"),
      );
      command.server.reset();
      const { code, err } = await command.installation.run(
        `enos-ota export "status = 'started'" -o other.jsonl --resume`,
      );
      expect(code).toBe(2);
      expect(err).toContain("began with another expression: none, now");
    });
  });
}
