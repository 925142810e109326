import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { must, run } from "../../scripts/run.ts";
import { inRuntime } from "../runtimes/runtime.ts";
import { type Tarballs, tarballsToTest } from "../support/tarballs.ts";
import { jobs, listed } from "./server.ts";

let tarballs: Tarballs;
let server: MockServer;
let folder: string;

beforeAll(async () => {
  [tarballs, server] = await Promise.all([tarballsToTest(), startMockServer({ jobs })]);
  folder = await realpath(await mkdtemp(join(tmpdir(), "enos-ota-global-")));
  await must(folder, "npm", [
    ...["install", "--global", "--prefix", join(folder, "global"), ...Object.values(tarballs.paths)],
    ...["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"],
  ]);
});
afterAll(async () => {
  await server?.stop();
  await tarballs?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command line with a Node as the only one on the PATH. */
async function runOn(node: string, line: string): Promise<{ status: number | null; output: string }> {
  const bin = await mkdtemp(join(folder, "bin-"));
  await symlink(node, join(bin, "node"));
  return run(bin, "bash", ["-c", line], {
    PATH: [bin, join(folder, "global/bin"), "/usr/bin", "/bin"].join(":"),
    HOME: folder,
    TZ: "UTC",
    ENOS_BASE_URL: server.url,
    ENOS_ORG_ID: "o1",
    ENOS_ACCESS_KEY: server.auth.accessKey,
    ENOS_SECRET_KEY: server.auth.secretKey,
  });
}

it("npm install --global puts the command on the PATH, and it says the version of its package", async () => {
  const { version } = JSON.parse(await readFile(join(root, "packages/cli/package.json"), "utf8"));
  const wanted = { status: 0, output: `${version}\n` };
  expect(await runOn(process.execPath, "enos-ota --version")).toEqual(wanted);
});

it("the configuration of a context and a command that prints the keys work as installed", async () => {
  const config = join(folder, ".config/enos-ota/config.yaml");
  await mkdir(join(config, ".."), { recursive: true });
  const { accessKey, secretKey } = server.auth;
  await writeFile(
    join(folder, "keys.sh"),
    `#!/bin/sh\necho '{"accessKey":"${accessKey}","secretKey":"${secretKey}"}'\n`,
  );
  await chmod(join(folder, "keys.sh"), 0o700);
  const context = { baseUrl: server.url, orgId: "o1", keysCommand: join(folder, "keys.sh") };
  await writeFile(config, JSON.stringify({ contexts: { local: context } }));
  const line = "env -u ENOS_ACCESS_KEY -u ENOS_SECRET_KEY enos-ota count --context local";
  expect(await runOn(process.execPath, line)).toEqual({ status: 0, output: "450\n" });
});

// Node 24 is what all other tests of the command run on.
for (const version of [20, 22, 26] as const) {
  inRuntime(`Node ${version}`, async (node) => {
    const stopped = jobs.filter(({ status }) => status === "stopped");
    const lines = [
      "node --version",
      `enos-ota check "status='started'"`,
      `enos-ota check "stauts = 'started'" 2>&1 >/dev/null | head -1`,
      `enos-ota count "status = 'stopped'"`,
      "enos-ota search --limit 1 --columns jobId -f csv --quiet",
      "enos-ota search --demo --limit 1 -f table --columns jobId,createTime --quiet",
      `enos-ota wait "status = 'stopped'" --until "status = 'stopped'" --quiet && echo held`,
      "enos-ota probe --demo --pause 0s --quiet | wc -l",
      "enos-ota completion bash | bash -n && echo valid",
    ];
    const outputs = [];
    for (const line of lines) outputs.push((await runOn(node, line)).output.trim());
    expect(outputs).toEqual([
      expect.stringMatching(`^v${version}\\.`),
      "status = 'started'",
      'There is no field "stauts" to search by. Did you mean "status"?',
      String(stopped.length),
      `jobId\n${listed(jobs)[0]?.jobId}`,
      expect.stringMatching(/^jobId +createTime\n\w{24} +\d{4}-\d\d-\d\d \d\d:\d\d$/),
      "held",
      expect.stringMatching(/^\d\d$/),
      "valid",
    ]);
    const { status, output } = await runOn(
      node,
      "enos-ota export -o jobs.jsonl --concurrency 2 --quiet && cat jobs.jsonl",
    );
    expect(status).toBe(0);
    const ids = output.trim().split("\n");
    expect(ids.map((line) => JSON.parse(line).jobId)).toEqual(listed(jobs).map(({ jobId }) => jobId));
  });
}
