import { describe, expect, it } from "vitest";
import { maximumPageSize } from "../../packages/client/src/generated/limits.ts";
import type { Command } from "./command.ts";

/** What the command exits with. */
export function testExitCodes(command: Command): void {
  describe("exit codes", () => {
    it.each([
      [0, "search --demo --exit-code"],
      [0, "--help"],
      [0, "search --help"],
      [0, "--version"],
      [0, `check "status = 'started'"`],
      [1, `check "state = 'started'"`],
      [1, "count --base-url http://127.0.0.1:1"],
      [1, "count --org no-such-organization"],
      [2, "serch"],
      [2, "search --no-such-option"],
      [2, `search --page-size ${maximumPageSize + 1}`],
      [2, `search "state = 'started'"`],
      [2, "search --context nowhere"],
      [2, "search --columns jobid"],
      [2, "export --resume"],
      [2, `wait "status = 'started'" --until "state = 'x'"`],
      [3, `search "name like 'no such name'" --exit-code`],
      [3, `count "name like 'no such name'" --exit-code`],
      [0, `search "name like 'no such name'"`],
      [1, `wait "name like 'no such name'" --until "status = 'stopped'"`],
      [0, `wait "name like 'no such name'" --until "status = 'stopped'" --allow-empty`],
      [3, `wait "status = 'started'" --until "status = 'stopped'" --deadline 4s --interval 500ms`],
    ])("%i of enos-ota %s", async (wanted, line) => {
      const { code, out, err } = await command.installation.run(`enos-ota ${line}`);
      expect({ code, text: out + err }).toEqual({ code: wanted, text: expect.any(String) });
      expect(err).not.toMatch(/^\s+at /m);
    });

    it.each([
      "count",
      "probe --pause 0s",
      "export",
      `wait "status = 'started'" --until "status = 'stopped'"`,
    ])("4 of keys that EnOS does not accept, with a hint and without the keys: enos-ota %s", async (line) => {
      const { code, err } = await command.installation.run(`enos-ota ${line}`, {
        ENOS_SECRET_KEY: "wrong-secret-key-9999",
      });
      expect(code).toBe(4);
      expect(err).toContain('"enos-ota config" shows which are used');
      expect(err).not.toMatch(/wrong-secret|cli-access/);
    });
  });
}
