import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { covers } from "./bumps.ts";
import { declaredBumps } from "./changesets.ts";
import { reportBumps, reportChanges } from "./report.ts";
import { compareSince } from "./since.ts";

// pnpm spec:check [revision]   refuses a change of the spec whose changesets bump less than it needs
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: fileURLToPath(new URL("../..", import.meta.url)) } },
});

const { base, changes, needed } = await compareSince(values.root, positionals[0]);
// Without a base the check cannot fail, so it must not look as if it had passed.
if (base.warning !== undefined) console.warn(`WARNING: ${base.warning}`);

if (base.commit !== undefined) {
  const declared = await declaredBumps(values.root, base.commit);
  const short = Object.entries(needed).filter(
    ([name, bump]) => !covers(declared[name as keyof typeof needed], bump),
  );
  if (short.length > 0) {
    console.error(`${reportChanges(changes)}\n`);
    console.error(
      `Since ${base.what} the spec needs: ${reportBumps(needed)}; declared is: ${reportBumps(declared)}.`,
    );
    console.error("Run: pnpm spec:changeset");
    process.exitCode = 1;
  } else {
    console.log(
      `The spec needs (since ${base.what}): ${reportBumps(needed)}; declared is: ${reportBumps(declared)}.`,
    );
  }
}
