import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { diff } from "./diff.ts";
import { generate } from "./generate.ts";
import { SpecError } from "./source/specError.ts";

// pnpm generate                  writes every generated file that differs
// pnpm generate --check          writes nothing; prints the differences and exits 1 if there are any
// … --package query              only the files of one package (turbo runs it so)
// … --root <folder>              another copy of the repository
const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    package: { type: "string" },
    root: { type: "string", default: root },
  },
});

const outcomes = await generate({
  root: values.root,
  write: !values.check,
  ...(values.package !== undefined && { package: values.package }),
}).catch((error: unknown) => {
  if (!(error instanceof SpecError)) throw error;
  console.error(error.message);
  process.exit(1);
});
const changed = outcomes.filter(({ wanted, present }) => wanted !== present);

if (values.check) {
  for (const outcome of changed) console.error(diff(outcome));
  if (changed.length > 0) {
    console.error(
      `${changed.length} of ${outcomes.length} generated files do not fit spec/openapi.yaml. Run: pnpm generate`,
    );
    process.exitCode = 1;
  } else {
    console.log(`${outcomes.length} generated files fit the spec.`);
  }
} else {
  for (const { path } of changed) console.log(`wrote ${path}`);
  console.log(`${changed.length} of ${outcomes.length} generated files changed.`);
}
