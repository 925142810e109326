import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** One side of a change: its location in the document and its value. */
export interface Side {
  readonly pointer: string;
  readonly value?: unknown;
}

/** One change as `redocly diff --format json` reports it. */
export interface RedoclyChange {
  /** The path to the node through the first place that uses it. */
  readonly path: string;
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  readonly impact: "major" | "minor" | "patch";
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  /** The key that was modified. */
  readonly property?: string;
  readonly base?: Side;
  readonly revision?: Side;
}

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const run = promisify(execFile);

/** Compares two documents with `redocly diff`, which rates each change for callers of the HTTP API. */
export async function redoclyDiff(base: object, revision: object): Promise<readonly RedoclyChange[]> {
  // An empty folder, so that no configuration file changes the result.
  const cwd = await mkdtemp(join(tmpdir(), "enos-ota-spec-"));
  try {
    await writeFile(join(cwd, "base.json"), JSON.stringify(base));
    await writeFile(join(cwd, "revision.json"), JSON.stringify(revision));
    const { stdout } = await run(
      process.execPath,
      [cli, "diff", "base.json", "revision.json", "--format=json", "--fail-on=none"],
      { cwd, env: { ...process.env, REDOCLY_TELEMETRY: "off" }, maxBuffer: 64 * 1024 * 1024 },
    );
    const report: { readonly changes: readonly RedoclyChange[] } = JSON.parse(stdout);
    return report.changes;
  } finally {
    await rm(cwd, { recursive: true });
  }
}
