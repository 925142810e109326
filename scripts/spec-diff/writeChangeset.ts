import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fileAt } from "./git.ts";
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
  const folder = join(values.root, ".changeset");
  const text = renderChangeset(changes, needed);
  const path = `.changeset/${nameOf(text)}`;
  // The changeset of an earlier run is replaced, unless a person changed its text: then its name no longer fits.
  for (const name of await readdir(folder)) {
    if (!/^spec-[0-9a-f]{8}\.md$/.test(name)) continue;
    if (fileAt(values.root, base.commit, `.changeset/${name}`) !== undefined) continue;
    if (name === nameOf(await readFile(join(folder, name), "utf8"))) await rm(join(folder, name));
    else
      console.log(`Kept .changeset/${name}, which was edited by hand. Remove from one file what both say.`);
  }
  // A file of this name that is still there is an edited one about the same changes.
  if (!(await readdir(folder)).includes(nameOf(text))) {
    await writeFile(join(values.root, path), text);
    console.log(
      `Wrote ${path} (${reportBumps(needed)}). Read it from a user's point of view and improve the wording.`,
    );
  }
}

/** Returns a file name that depends on the content, so that the changesets of two branches do not collide. */
function nameOf(text: string): string {
  return `spec-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.md`;
}
