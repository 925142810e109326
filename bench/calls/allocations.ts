import { fileURLToPath } from "node:url";
import { output } from "../process.ts";
import { race } from "../race.ts";
import type { Effort, Table } from "../section.ts";
import type { Caller } from "./callers.ts";

const script = fileURLToPath(new URL("allocationProcess.ts", import.meta.url));

/** Bytes that each caller allocates for one call, each measured in a process of its own. */
export function allocations(callers: readonly Caller[], { quick }: Effort, heyApi: string): Promise<Table> {
  return race(
    callers.map(({ name, note = "" }, index) => ({
      name,
      note,
      run: async () => {
        const flags = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];
        const args = [...flags, script, `${index}`, heyApi, quick ? "500" : "2000"];
        return Number(await output(process.execPath, args)) / 1024;
      },
    })),
    {
      title: "Memory that a call without a network allocates",
      unit: "KiB per call",
      rounds: quick ? 1 : 3,
      warmups: 0,
    },
  );
}
