import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { writeChangesets } from "./changesetFile.ts";
import { reportBumps } from "./report.ts";
import { compareSince } from "./since.ts";

// pnpm spec:changeset [revision]   writes the changesets with the bumps that the changes of the spec require
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: root } },
});

const comparison = await compareSince(values.root, positionals[0]);
const { base, changes, needed } = comparison;
if (base.warning !== undefined) console.error(base.warning);

if (base.commit === undefined) {
  process.exitCode = 1;
} else {
  const { written, present, kept } = await writeChangesets(values.root, comparison);
  for (const path of kept)
    console.log(`Kept ${path}, which was edited by hand. Remove from it what another changeset also says.`);
  for (const path of present) console.log(`Kept ${path}, which is about the same changes.`);
  for (const path of written)
    console.log(`Wrote ${path}. Read it from a user's point of view and improve the wording.`);
  console.log(
    changes.length === 0
      ? "No changes that affect users: no changeset is needed."
      : `Required bumps: ${reportBumps(needed)}.`,
  );
}
