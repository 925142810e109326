import { existsSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { output, root } from "../process.ts";
import { race } from "../race.ts";
import { inScratch } from "../scratch.ts";
import type { Effort, Table } from "../section.ts";
import { names } from "./names.ts";
import { peakMemory } from "./peakMemory.ts";
import { search } from "./search.ts";
import { servers, spec } from "./server.ts";

/** The peak memory of each mock in a process of its own; no table on systems without /proc. */
export function memory({ quick }: Effort): Promise<readonly Table[]> {
  if (!existsSync("/proc/self/status")) return Promise.resolve([]);
  const calls = quick ? 200 : 2000;
  return inScratch(async (scratch) => {
    const script = await plainScript(scratch);
    const inside = (door: string) => async () =>
      Number(await output(process.execPath, [script, door, `${calls}`, spec]));
    const served = (by: keyof typeof servers) => async () => {
      const server = await servers[by]();
      try {
        for (let call = 0; call < calls; call++) await search(server.url);
        return await peakMemory(server.pid);
      } finally {
        await server.stop();
      }
    };
    const table = await race(
      [
        { name: "Node alone", run: inside("none") },
        { name: names.inProcess, run: inside("inProcess") },
        { name: names.msw, run: inside("msw") },
        { name: names.source, run: inside("source") },
        { name: names.ours, run: served("ours") },
        { name: names.prism, run: served("prism") },
        { name: names.steady, run: served("steady"), note: "a script of Node that starts a program" },
      ],
      {
        title: `Peak memory of ${calls} calls`,
        unit: "MiB",
        rounds: quick ? 1 : 3,
        warmups: 0,
        reference: names.ours,
      },
    );
    return [table];
  });
}

/** `memoryProcess.ts` as JavaScript: stripping types costs Node 18 MB that users' tests do not pay. */
async function plainScript(scratch: string): Promise<string> {
  const outfile = join(scratch, "memoryProcess.mjs");
  await symlink(join(root, "bench/node_modules"), join(scratch, "node_modules"));
  await build({
    entryPoints: [fileURLToPath(new URL("memoryProcess.ts", import.meta.url))],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "error",
  });
  return outfile;
}
