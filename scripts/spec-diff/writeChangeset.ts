import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { renderChangeset, reportBumps } from "./report.ts";
import { compareSince } from "./since.ts";

// pnpm spec:changeset [revision]   writes a changeset with the bumps that the changes of the spec require
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: fileURLToPath(new URL("../..", import.meta.url)) } },
});

const { base, changes, needed } = await compareSince(values.root, positionals[0]);
if (base.warning !== undefined) console.error(base.warning);

if (base.commit === undefined) {
  process.exitCode = 1;
} else if (changes.length === 0) {
  console.log("No changes that affect users: no changeset is needed.");
} else {
  // The file name depends only on the base commit, so that a second run updates the same file.
  const key = createHash("sha256").update(base.commit).digest("hex").slice(0, 8);
  const path = `.changeset/spec-${key}.md`;
  await writeFile(join(values.root, path), renderChangeset(changes, needed));
  console.log(
    `Wrote ${path} (${reportBumps(needed)}). Read it from a user's point of view and improve the wording.`,
  );
}
