import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseExpression } from "@enos-ota/query";
import { describe, expect, it } from "vitest";

function search(...args: string[]) {
  const { ENOS_BASE_URL: _, ...env } = process.env;
  return spawnSync(process.execPath, [join(import.meta.dirname, "../search.ts"), ...args], {
    encoding: "utf8",
    env,
  });
}

describe("examples/search.ts", () => {
  it("runs the page's three request samples through query, client, HTTP and Prism", () => {
    const { stdout, stderr, status } = search();
    expect(stderr).toBe("");
    expect(status).toBe(0);
    for (const expression of [
      "productKey = 'yourProductKey'",
      "firmwareName like 'firmware1'",
      "name like 'name' and firmwareName like 'firmware1'",
    ]) {
      expect(stdout).toContain(`\n${parseExpression(expression)}\n`);
    }
    expect(stdout.match(/yourJobId/g)).toHaveLength(3);
    expect(stdout.match(/\(request [0-9a-f-]{36}\)/g)).toHaveLength(3);
    // The first sample finds both jobs of the product, the others the page's own job only.
    expect(stdout.match(/5ed758ca49f032b4663063aa/g)).toHaveLength(1);
  });

  it("takes an expression as its argument", () => {
    const { stdout, status } = search("name.zh_CN like '水泵'");
    expect(status).toBe(0);
    expect(stdout).toContain("5ed758ca49f032b4663063aa");
    expect(stdout).not.toContain("yourJobId");
  });

  it("shows the position of the mistake in an invalid expression and exits 1, before anything is sent", () => {
    const { stdout, stderr, status } = search("name = 'pump'");
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("name = 'pump'\n");
    expect(stderr).toMatch(/^ +\^/m);
    expect(stderr).not.toContain("    at ");
  });
});
