import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "../generate/format.ts";
import { generate } from "../generate/generate.ts";
import { SpecError } from "../generate/source/specError.ts";
import { must, run } from "../run.ts";
import { writeChangesets } from "../spec-diff/changesetFile.ts";
import { fileAt } from "../spec-diff/git.ts";
import { type Comparison, compareSince, specFile } from "../spec-diff/since.ts";
import { findLeftNames, type LeftName } from "./leftNames.ts";
import { renderReport, type Update } from "./report.ts";

export interface UpdateOptions {
  /** The git revision to compare the spec with. @default what `pnpm spec:diff` compares with */
  readonly revision: string | undefined;
  /** Is told of each step before it begins. */
  readonly log: (line: string) => void;
}

/** What became of an update. */
export interface UpdateResult {
  /** Whether a pull request could be merged: the spec was accepted, and the packages build and compile. */
  readonly ok: boolean;
  /** What was written, what it means for users, and what is left to a person. */
  readonly report: string;
}

/**
 * Formats `spec/openapi.yaml` and writes everything that follows from it: generated files, builds, API reports, the
 * sessions of the command line's README, and changesets. It can run again at any time, and never overwrites a changeset
 * that a person has edited.
 */
export async function updateFromSpec(root: string, { revision, log }: UpdateOptions): Promise<UpdateResult> {
  const update: Update = { written: [] };
  const end = (): UpdateResult => ({
    ok: update.refusal === undefined && update.failure === undefined,
    report: renderReport(update),
  });

  log("Generating code from spec/openapi.yaml …");
  try {
    const outcomes = await generate({ root, write: true });
    update.written.push(
      ...(await formatSpec(root)),
      ...outcomes.filter(({ wanted, present }) => wanted !== present).map(({ path }) => path),
    );
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    update.refusal = error.message;
    return end();
  }

  log("Writing the changesets …");
  update.comparison = await compareSince(root, revision);
  update.changesets = await writeChangesets(root, update.comparison);
  update.written.push(...update.changesets.written);
  update.leftNames = await leftNames(root, update.comparison);

  log("Building the packages …");
  const build = await turbo(root, "build");
  if (build.status !== 0) {
    update.failure = { what: "build", output: build.output };
    return end();
  }

  log("Writing the reports of the public names …");
  const reports = await must(root, process.execPath, ["scripts/release/writeApiReports.ts"]);
  update.written.push(...pathsIn(reports));

  log("Compiling sources and tests of the packages …");
  const compilation = await turbo(root, "typecheck");
  if (compilation.status !== 0) {
    update.failure = { what: "compile", output: compilation.output };
    return end();
  }

  log("Replaying the sessions of the command line's README …");
  // It needs bash and a pseudo-terminal, which not every machine has.
  const replay = await run(root, process.execPath, ["e2e/cli/updateReadme.ts"]);
  update.sessions = replay.status === 0 ? { written: pathsIn(replay.output) } : { failure: replay.output };
  update.written.push(...(update.sessions.written ?? []));
  return end();
}

/** Formats the spec, which a person has edited, so that `pnpm lint` passes. Returns its path if that changed it. */
async function formatSpec(root: string): Promise<readonly string[]> {
  const present = (await readFile(join(root, specFile), "utf8")).replaceAll("\r\n", "\n");
  const wanted = (await format(new Map([[specFile, present]]))).get(specFile) ?? present;
  if (wanted === present) return [];
  await writeFile(join(root, specFile), wanted);
  return [specFile];
}

async function leftNames(root: string, { base }: Comparison): Promise<readonly LeftName[]> {
  const before = base.commit === undefined ? undefined : fileAt(root, base.commit, specFile);
  if (before === undefined) return [];
  return findLeftNames(root, before, await readFile(join(root, specFile), "utf8"));
}

/** The paths of the files that a program says to have written or removed. */
function pathsIn(output: string): readonly string[] {
  return [...output.matchAll(/^(?:wrote|removed) (.*)$/gm)].map(([, path = ""]) => path);
}

function turbo(root: string, task: string): Promise<{ status: number | null; output: string }> {
  const options = [
    "--filter=./packages/*",
    "--output-logs=errors-only",
    "--continue=dependencies-successful",
  ];
  return run(root, "turbo", ["run", task, ...options]);
}
