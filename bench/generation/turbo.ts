import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { timeProcess } from "../process.ts";
import { race } from "../race.ts";
import type { Table } from "../section.ts";

/** `turbo run build` in a copy of this repository: from nothing, with nothing to do, and after one change. */
export async function turbo(rounds: number): Promise<Table> {
  const copy = await RepositoryCopy.create({ dependencies: "installed", filter: ["!@enos-ota/bench"] });
  await copy.initialize();
  try {
    return await measure(copy.root, rounds);
  } finally {
    await copy.remove();
  }
}

async function measure(folder: string, rounds: number): Promise<Table> {
  let changes = 0;
  const build = (): Promise<number> =>
    timeProcess(
      join(folder, "node_modules/.bin/turbo"),
      ["run", "build", "--no-daemon", "--output-logs=errors-only"],
      { cwd: folder, env: { TURBO_TELEMETRY_DISABLED: "1" } },
    );
  const afterChangeOf = (file: string, comment: string) => async () => {
    changes++;
    await appendFile(join(folder, file), `${comment} ${changes}\n`);
    return build();
  };
  // The first build also warms the disk, so it is not counted; with one round there is no time for that.
  if (rounds > 1) await build();
  return race(
    [
      {
        name: "nothing cached",
        run: async () => {
          await rm(join(folder, ".turbo"), { recursive: true, force: true });
          return build();
        },
      },
      { name: "nothing changed", run: build },
      {
        name: "one file of query changed",
        run: afterChangeOf("packages/query/src/conjunction.ts", "// change"),
      },
      { name: "spec changed", run: afterChangeOf("spec/openapi.yaml", "# change") },
    ],
    { title: "Building the repository", unit: "ms", rounds, warmups: 0, reference: "nothing cached" },
  );
}
