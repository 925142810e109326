import { fileURLToPath } from "node:url";
import { output } from "../process.ts";
import type { Curve, Effort } from "../section.ts";

const script = fileURLToPath(new URL("growthProcess.ts", import.meta.url));

/** How a search, and the memory of the mock, grow with its jobs; each size in a process of its own. */
export async function growth({ quick, roundMs }: Effort): Promise<readonly Curve[]> {
  const sizes = [100, 1000, 10_000, 100_000, ...(quick ? [] : [1_000_000])];
  const times = new Map<string, Point[]>();
  const memory: Point[] = [];
  for (const size of sizes) {
    const flags = ["--expose-gc", "--max-old-space-size=8192"];
    const { ms, mib }: Grown = JSON.parse(
      await output(process.execPath, [...flags, script, `${size}`, `${roundMs}`]),
    );
    for (const [name, value] of Object.entries(ms)) {
      times.set(name, [...(times.get(name) ?? []), { size, value }]);
    }
    memory.push({ size, value: mib });
  }
  const growing = { size: "jobs", axes: "log" } as const;
  return [
    {
      ...growing,
      title: "A search of a growing list, in process",
      unit: "ms",
      lines: [...times].map(([name, points]) => ({ name, points })),
      note: "Linear, with a step where the jobs no longer fit in the processor's caches: then each costs a read of memory.",
    },
    {
      ...growing,
      title: "Live memory of a mock with its jobs",
      unit: "MiB",
      lines: [{ name: "in process", points: memory }],
    },
  ];
}

interface Point {
  readonly size: number;
  readonly value: number;
}

interface Grown {
  readonly ms: Readonly<Record<string, number>>;
  readonly mib: number;
}
