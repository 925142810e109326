import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { type Bump, larger } from "./bumps.ts";
import { impactOf } from "./compare.ts";
import { reportBumps, reportChanges } from "./report.ts";
import { compareSince } from "./since.ts";

// pnpm spec:diff               shows what changed in the spec since this branch left main, or since the last release
// pnpm spec:diff <revision>    … since a git revision
// … --json                     prints JSON
// … --root <folder>            reads another copy of the repository
// Exit code: the required bump (0 none, 10 patch, 20 minor, 30 major); 1 if nothing could be compared.
const exitCodes: Readonly<Record<Bump, number>> = { patch: 10, minor: 20, major: 30 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    root: { type: "string", default: root },
  },
});

const { base, changes, needed } = await compareSince(values.root, positionals[0]);
const bump = Object.values(needed).reduce<Bump | undefined>(larger, undefined);
if (base.warning !== undefined) console.error(base.warning);

if (values.json) {
  const { warning, ...compared } = base;
  console.log(
    JSON.stringify(
      { base: compared, warning, impact: impactOf(changes), bump, packages: needed, changes },
      undefined,
      2,
    ),
  );
} else if (base.commit !== undefined) {
  console.log(`Changes of the spec, compared with ${base.what} (${base.commit.slice(0, 9)}):\n`);
  console.log(reportChanges(changes));
  if (bump !== undefined)
    console.log(`\nRequired bumps: ${reportBumps(needed)}. To write the changeset, run: pnpm spec:changeset`);
}

process.exitCode = base.commit === undefined ? 1 : bump === undefined ? 0 : exitCodes[bump];
