import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { updateFromSpec } from "./update.ts";

// pnpm spec:update              after an edit of spec/openapi.yaml: writes everything that follows from it
// pnpm spec:update <revision>   … with a changeset of what changed since a git revision
// Exit code: 1 if the spec is refused or the packages do not build.
const { positionals } = parseArgs({ allowPositionals: true });
const { ok, report } = await updateFromSpec(root, { revision: positionals[0], log: console.log });
console.log(`\n${report}`);
if (!ok) process.exitCode = 1;
