import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../process.ts";
import { race } from "../race.ts";
import { inScratch } from "../scratch.ts";
import type { Effort, Section } from "../section.ts";
import { generators } from "./generators.ts";
import { growth } from "./growth.ts";
import { turbo } from "./turbo.ts";

/** Generating code from the spec, and building it. */
export function bench({ quick }: Effort): Promise<Section> {
  return inScratch(async (scratch) => {
    const single = join(scratch, "single");
    await mkdir(join(single, "spec"), { recursive: true });
    await copyFile(join(root, "spec/openapi.yaml"), join(single, "spec/openapi.yaml"));
    const generation = await race(
      generators.map(({ name, note, generate }) => ({ name, note, run: () => generate(single) })),
      { title: "Generating from our spec", unit: "ms", rounds: quick ? 1 : 7, warmups: quick ? 0 : 1 },
    );
    return {
      title: "Generation and build",
      method: `Whole processes, each writing all of its files anew. The growing spec repeats the search endpoint under
other paths, with request, answer and job schemas and examples of its own; one run for each size. A type check is one
\`tsc\` process over a file that calls the search through what was generated. Turbo builds a copy of the repository.`,
      tables: [generation, await turbo(quick ? 1 : 3)],
      curves: await growth(join(scratch, "growth"), quick ? [1, 10] : [1, 10, 100, 1000]),
    };
  });
}
