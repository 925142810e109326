import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";

const binaries = join(import.meta.dirname, "binaries/node_modules/");

/** Where a runtime's program lies. */
export const programs = {
  "Node 20": `${binaries}node-20/bin/node`,
  "Node 22": `${binaries}node-22/bin/node`,
  "Node 24": `${binaries}node-24/bin/node`,
  "Node 26": `${binaries}node-26/bin/node`,
  Bun: `${binaries}@oven/bun-linux-x64-baseline/bin/bun`,
  Deno: `${binaries}@deno/linux-x64-glibc/deno`,
  workerd: `${binaries}@cloudflare/workerd-linux-64/bin/workerd`,
  Chromium: "/usr/bin/chromium",
} as const;

/** A test in a runtime. Where the runtime is missing it is skipped, and says so; but never in CI. */
export function inRuntime(name: keyof typeof programs, run: (program: string) => Promise<void>): void {
  const program = programs[name];
  const skip = !existsSync(program) && !process.env["CI"];
  if (skip)
    process.stderr.write(`\n!! ${name} is not on this machine: its smoke suite is SKIPPED. CI runs it.\n`);
  test.skipIf(skip)(name, () => run(program));
}
