import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { root } from "../root.ts";
import { areas } from "./areas.ts";
import { sampleLines } from "./sample.ts";

// pnpm mutate query                    changes a tenth of the lines, one change at a time, and runs the tests that cover it
// pnpm mutate query --share 1          every line: takes long
// pnpm mutate paging --seed 7          another sample
// pnpm mutate query --files "src/literal.ts" --share 1
//
// A change that no test notices is a hole in the tests, or changes nothing that can be seen (look at each). It writes the
// changes into the work tree and takes them back, so commit before, and run nothing else meanwhile.
const { values, positionals } = parseArgs({
  options: {
    share: { type: "string", default: "0.1" },
    seed: { type: "string", default: "1" },
    files: { type: "string", multiple: true },
  },
  allowPositionals: true,
});
const [name = ""] = positionals;
const area = areas[name];
if (area === undefined) {
  console.error(`There is no area "${name}". The areas are ${Object.keys(areas).join(", ")}.`);
  process.exit(2);
}

const folder = join(root, area.folder);
const mutate = sampleLines(folder, values.files ?? area.files, Number(values.share), Number(values.seed));
process.chdir(folder);
const results = await new Stryker({
  mutate,
  testRunner: "vitest",
  plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"))],
  vitest: { configFile: fileURLToPath(new URL("vitest.config.ts", import.meta.url)) },
  coverageAnalysis: "perTest",
  inPlace: true,
  reporters: ["progress-append-only", "clear-text"],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: ".stryker",
}).runMutationTest();
// A test process that had to be ended leaves its setup behind.
for (const file of globSync("stryker-setup-*.js")) rmSync(file);

const count = (...statuses: readonly string[]): number =>
  results.filter(({ status }) => statuses.includes(status)).length;
const noticed = count("Killed", "Timeout");
const missed = count("Survived", "NoCoverage");
const percent = ((noticed / Math.max(1, noticed + missed)) * 100).toFixed(1);
console.log(
  `${name}: ${noticed} of ${noticed + missed} changes were noticed (${percent} %), seed ${values.seed}.`,
);
