import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

test("the type tests can fail: a wrong line beside them is found", { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(`${root}.snippets-canary-`);
  try {
    const canary = [
      'import { createOtaClient } from "../src/index.ts";',
      "createOtaClient().otaJobs.search({ expression: 5 });",
      "// @ts-expect-error nothing is wrong here",
      "createOtaClient().otaJobs.search({ expression: '5' });",
    ];
    await writeFile(`${folder}/canary.ts`, canary.join("\n"));
    const config = { extends: "../../../tsconfig.base.json", include: ["canary.ts"] };
    await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));
    const compiling = promisify(execFile)(`${root}node_modules/.bin/tsc`, ["-p", folder]);
    const output = await compiling.then(
      () => "nothing found",
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(output).toMatch(/canary\.ts\(2,\d+\): error TS2322/);
    expect(output).toMatch(/canary\.ts\(3,\d+\): error TS2578/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
