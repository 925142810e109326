import type { WrittenChangesets } from "../spec-diff/changesetFile.ts";
import { reportBumps, reportChanges } from "../spec-diff/report.ts";
import type { Comparison } from "../spec-diff/since.ts";
import type { LeftName } from "./leftNames.ts";

/** What an update has done so far. */
export interface Update {
  /** Files that were written or removed, as paths from the repository's root. */
  readonly written: string[];
  /** The problems of a spec that the generator refuses. */
  refusal?: string;
  comparison?: Comparison;
  changesets?: WrittenChangesets;
  /** The documents in which sessions of the command line show something else now, or why they were not replayed. */
  sessions?: { readonly written?: readonly string[]; readonly failure?: string };
  leftNames?: readonly LeftName[];
  /** What the new spec breaks in our own code, and the output that says where. */
  failure?: { readonly what: "build" | "compile"; readonly output: string };
}

/** Says what an update did, what the changes mean for users, and what is left to a person. */
export function renderReport(update: Update): string {
  if (update.refusal !== undefined) {
    return [
      "The spec was refused, and nothing was written:",
      indent(update.refusal),
      "",
      list("Left to you", ["Correct the lines above, and run: pnpm spec:update"]),
    ].join("\n");
  }
  const parts = [
    update.written.length === 0 ? "Nothing had to be written." : list("Written", update.written),
    ...(update.comparison ? [meaningOf(update.comparison)] : []),
    ...(update.failure ? [update.failure.output.trim()] : []),
    list("Left to you", tasksOf(update)),
  ];
  return parts.join("\n\n");
}

function meaningOf({ base, changes, needed }: Comparison): string {
  if (base.commit === undefined) return base.warning;
  const bumps = changes.length === 0 ? "" : `\n\nRequired bumps: ${reportBumps(needed)}.`;
  const warning = base.warning === undefined ? "" : `${base.warning}\n\n`;
  return `${warning}Changes of the spec, compared with ${base.what}:\n\n${reportChanges(changes)}${bumps}`;
}

function tasksOf({
  comparison,
  changesets,
  sessions = {},
  leftNames = [],
  failure,
}: Update): readonly string[] {
  const tasks: string[] = [];
  if (failure) {
    const does = failure.what === "build" ? "builds" : "compiles";
    tasks.push(
      `Decide what the code that no longer ${does} (above) should do now, and run: pnpm spec:update`,
    );
  }
  for (const { name, places } of leftNames) {
    tasks.push(
      `The spec no longer has \`${name}\`. Decide what these places should name now:\n${indent(places.join("\n"))}`,
    );
  }
  const breaking = comparison?.changes.filter(({ impact }) => impact === "breaking").length ?? 0;
  if (breaking > 0) tasks.push("Make sure that each breaking change is intended.");
  for (const path of changesets?.kept ?? []) {
    tasks.push(`${path} was edited by hand and kept. Remove from it what another changeset also says.`);
  }
  for (const path of changesets?.written ?? []) {
    tasks.push(`Read ${path} as a user would, and improve its wording.`);
  }
  for (const path of sessions.written ?? []) {
    tasks.push(`Read the sessions in ${path}, which show what the commands print now.`);
  }
  if (sessions.failure !== undefined) {
    tasks.push(
      `The sessions of the command line's README could not be replayed here. Run pnpm cli:readme on a machine with bash. The reason:\n${indent(sessions.failure.trim())}`,
    );
  }
  tasks.push("Run npm test, and commit everything together.");
  return tasks;
}

function list(title: string, items: readonly string[]): string {
  return `${title}:\n${items.map((item) => `- ${item}`).join("\n")}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
