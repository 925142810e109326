import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { renderChangeset, reportBumps } from "./report.ts";
import { compareSince } from "./since.ts";

// pnpm spec:changeset [revision]   writes a changeset with the bumps that the spec's changes need
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: fileURLToPath(new URL("../..", import.meta.url)) } },
});

const { base, changes, needed } = await compareSince(values.root, positionals[0]);
if (base.warning !== undefined) console.error(base.warning);

if (base.commit === undefined) {
  process.exitCode = 1;
} else if (changes.length === 0) {
  console.log("No change that users notice: no changeset is needed.");
} else {
  // Named by what it is compared with: a second run renews the file instead of adding another.
  const key = createHash("sha256").update(base.commit).digest("hex").slice(0, 8);
  const path = `.changeset/spec-${key}.md`;
  await writeFile(join(values.root, path), renderChangeset(changes, needed));
  console.log(`wrote ${path}: ${reportBumps(needed)}. Read it as a user would, and mend its words.`);
}
