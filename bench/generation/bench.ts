import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../process.ts";
import { race } from "../race.ts";
import { inScratch } from "../scratch.ts";
import type { Effort, Section } from "../section.ts";
import { generators } from "./generators.ts";
import { growth } from "./growth.ts";

/** Generating code from the spec. */
export function bench({ quick }: Effort): Promise<Section> {
  return inScratch(async (scratch) => {
    const single = join(scratch, "single");
    await mkdir(join(single, "spec"), { recursive: true });
    await copyFile(join(root, "spec/openapi.yaml"), join(single, "spec/openapi.yaml"));
    const generation = await race(
      generators.map(({ name, note, generate }) => ({ name, note, run: () => generate(single) })),
      { title: "Generating from our spec", unit: "ms", rounds: quick ? 1 : 5, warmups: quick ? 0 : 1 },
    );
    return {
      title: "Generation",
      method: `Whole processes, each writing all of its files anew. The growing spec repeats the search endpoint under
other paths, with request, answer and job schemas and examples of its own; one run for each size. A type check is that of a
file that calls one search through what was generated: the compiler's own figures, without reading the files.`,
      tables: [generation],
      curves: await growth(join(scratch, "growth"), quick ? [1, 10] : [1, 10, 100, 1000]),
    };
  });
}
