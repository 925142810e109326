import { describe, expect, it } from "vitest";
import { operations } from "../../packages/client/src/generated/operations.ts";
import type { Command } from "./command.ts";
import { keys } from "./server.ts";

/** What the command says on standard error and in `config` and `check`. */
export function testMessages(command: Command): void {
  describe("messages", () => {
    it("name the option or variable that is missing", async () => {
      const { err } = await command.installation.run("enos-ota count", { ENOS_BASE_URL: undefined });
      expect(err).toContain(
        "The API gateway is not known: pass --base-url, set ENOS_BASE_URL, or name a context",
      );
    });

    it("say what was meant by a command and an option", async () => {
      expect((await command.installation.run("enos-ota serch")).err).toContain("(Did you mean search?)");
      expect((await command.installation.run("enos-ota search --colums x")).err).toContain(
        "(Did you mean --columns?)",
      );
    });

    it("tell requests with --verbose, and never a secret", async () => {
      const { err } = await command.installation.run("enos-ota search --verbose");
      expect(err).toContain(operations.searchOtaJobs.path);
      expect(err).not.toMatch(new RegExp(`${keys.secretKey}|${keys.accessKey}`));
      expect((await command.installation.run("enos-ota search --page-size 300 --verbose")).err).not.toContain(
        keys.secretKey,
      );
    });

    it("config shows where each setting comes from, with the keys masked", async () => {
      const { out } = await command.installation.run("enos-ota config --org o7");
      expect(out).toMatch(/orgIds +o7 +--org/);
      expect(out).toMatch(/secretKey +\*+ +ENOS_SECRET_KEY/);
      expect(out).not.toMatch(new RegExp(`${keys.secretKey}|${keys.accessKey}`));
    });

    it("check points at the mistake", async () => {
      const { out, err } = await command.installation.run(`enos-ota check "nam like 'x'"`);
      expect(out).toBe("");
      expect(err).toContain("nam like 'x'\n^");
      const { out: json } = await command.installation.run(`enos-ota check --json "nam like 'x'"`);
      expect(JSON.parse(json)).toMatchObject([{ reason: "unknown-field", offset: 0, line: 1, column: 1 }]);
    });
  });
}
