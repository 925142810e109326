import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { covers } from "./bumps.ts";
import { declaredBumps } from "./changesets.ts";
import { reportBumps, reportChanges } from "./report.ts";
import { compareSince } from "./since.ts";

// pnpm spec:check [revision]   fails if the changesets declare smaller bumps than the changes of the spec require
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: root } },
});

const { base, changes, needed } = await compareSince(values.root, positionals[0]);
// Without a base the check cannot fail, so the warning must be visible: nothing was checked.
if (base.warning !== undefined) console.warn(`WARNING: ${base.warning}`);

if (base.commit !== undefined) {
  const declared = await declaredBumps(values.root, base.commit);
  const short = Object.entries(needed).filter(
    ([name, bump]) => !covers(declared[name as keyof typeof needed], bump),
  );
  if (short.length > 0) {
    console.error(`${reportChanges(changes)}\n`);
    console.error(
      `The spec changed since ${base.what}. Required bumps: ${reportBumps(needed)}. Declared: ${reportBumps(declared)}.`,
    );
    console.error("Run: pnpm spec:changeset");
    process.exitCode = 1;
  } else {
    console.log(
      `Compared with ${base.what}. Required bumps: ${reportBumps(needed)}. Declared: ${reportBumps(declared)}.`,
    );
  }
}
