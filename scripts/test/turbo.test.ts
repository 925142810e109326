import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../root.ts";
import { must, run } from "../run.ts";

/** What turbo says of a run, as far as it is read here. */
interface DryRun {
  readonly tasks: readonly {
    readonly taskId: string;
    readonly directory: string;
    readonly inputs: Readonly<Record<string, string>>;
  }[];
}

// A task of which an input is ignored would run again after it has run: what it writes would be its input, or what pnpm
// has linked, which are ten thousand files to read before each run.
it("no task depends on a file that git ignores, so that a second run finds every task done", async () => {
  const tasks = ["build", "lint", "unused", "check:imports", "check:generated", "typecheck", "test"];
  const turbo = join(root, "node_modules/.bin/turbo");
  const dry: DryRun = JSON.parse(await must(root, turbo, ["run", ...tasks, "--dry=json"]));
  const inputs = dry.tasks.flatMap(({ directory, inputs }) =>
    Object.keys(inputs).map((file) => join(directory, file)),
  );
  expect(inputs.length).toBeGreaterThan(1_000);
  const { output } = await run(root, "git", ["check-ignore", ...new Set(inputs)]);
  expect(output).toBe("");
});
