import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { writeChangeset } from "./changesetFile.ts";
import { reportBumps } from "./report.ts";
import { compareSince } from "./since.ts";

// pnpm spec:changeset [revision]   writes a changeset with the bumps that the changes of the spec require
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: root } },
});

const comparison = await compareSince(values.root, positionals[0]);
const { base, changes, needed } = comparison;
if (base.warning !== undefined) console.error(base.warning);

if (base.commit === undefined) {
  process.exitCode = 1;
} else if (changes.length === 0) {
  console.log("No changes that affect users: no changeset is needed.");
} else {
  const { current, isNew, kept } = await writeChangeset(values.root, comparison);
  for (const path of kept)
    console.log(`Kept ${path}, which was edited by hand. Remove from one file what both say.`);
  console.log(
    isNew
      ? `Wrote ${current} (${reportBumps(needed)}). Read it from a user's point of view and improve the wording.`
      : `Kept ${current}, which is about the same changes (${reportBumps(needed)}).`,
  );
}
