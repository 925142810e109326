import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../process.ts";
import type { Curve } from "../section.ts";
import { typeCheck } from "../typeCheck.ts";
import { generators } from "./generators.ts";
import { multiply } from "./multiply.ts";

/** How generating, and type-checking a call through the result, grow with the number of endpoints in the spec. */
export async function growth(scratch: string, sizes: readonly number[]): Promise<readonly Curve[]> {
  const spec = await readFile(join(root, "spec/openapi.yaml"), "utf8");
  const generating = generators.map(({ name }) => ({ name, points: [] as Point[] }));
  const checking = generators.map(({ name }) => ({ name, points: [] as Point[] }));
  const instantiating = generators.map(({ name }) => ({ name, points: [] as Point[] }));
  for (const size of sizes) {
    const folder = join(scratch, `${size}`);
    await mkdir(join(folder, "spec"), { recursive: true });
    await writeFile(join(folder, "spec/openapi.yaml"), multiply(spec, size));
    await writeFile(join(folder, "package.json"), `{ "type": "module" }\n`);
    await symlink(join(root, "bench/node_modules"), join(folder, "node_modules"));
    for (const [index, { generate, consumer }] of generators.entries()) {
      generating[index]?.points.push({ size, value: await generate(folder) });
      const { ms, instantiations } = await typeCheck(folder, consumer);
      checking[index]?.points.push({ size, value: ms });
      instantiating[index]?.points.push({ size, value: instantiations });
    }
  }
  return [
    {
      title: "Generating from a growing spec",
      size: "endpoints",
      unit: "ms",
      axes: "log",
      lines: generating,
      note: "Ours also checks the spec: reading 25 MB of YAML with the place of each value, and compiling a validator for each schema that has an example, take two fifths of its time at 1,000 endpoints.",
    },
    { title: "Type-checking one call, growing spec", size: "endpoints", unit: "ms", lines: checking },
    {
      title: "Type instantiations of one call, growing spec",
      size: "endpoints",
      unit: "instantiations",
      lines: instantiating,
    },
  ];
}

interface Point {
  readonly size: number;
  readonly value: number;
}
