import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { benches } from "./benches.ts";
import { describeMachine, type Report, withResults } from "./report.ts";
import type { Effort, Section } from "./section.ts";

// pnpm bench                          everything, into results/results.json and the tables of README.md
// pnpm bench --quick                  the same with fewer and shorter rounds
// pnpm bench query mock               only these chapters, printed and not written
// pnpm bench calls --only "ky"        one row of a chapter, beside its reference
const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
  allowPositionals: true,
});
const effort: Effort = values.quick
  ? { quick: true, rounds: 5, warmups: 1, roundMs: 20, only: values.only }
  : { quick: false, rounds: 61, warmups: 5, roundMs: 20, only: values.only };

const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`no chapter ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}

const sections: Section[] = [];
for (const [name, load] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const start = performance.now();
  const { bench } = await load();
  const section = await bench(effort);
  sections.push(section);
  for (const table of section.tables) {
    console.log(`\n${section.title}: ${table.title} (${table.unit})`);
    console.table(
      Object.fromEntries(
        table.rows.map(({ name, median, ratio, interval }) => [
          name,
          {
            median: Number(median.toPrecision(3)),
            ratio: Number(ratio.toPrecision(3)),
            interval: interval?.map((bound) => bound.toFixed(2)).join(" to "),
          },
        ]),
      ),
    );
  }
  for (const curve of section.curves ?? []) {
    console.log(`\n${section.title}: ${curve.title} (${curve.unit})`);
    const rows: Record<string, Record<string, number>> = {};
    for (const { name, points } of curve.lines) {
      for (const { size, value } of points) {
        rows[`${size} ${curve.size}`] = {
          ...rows[`${size} ${curve.size}`],
          [name]: Number(value.toPrecision(3)),
        };
      }
    }
    console.table(rows);
  }
  console.log(`\n${section.title}: took ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

if (positionals.length === 0 && values.only === undefined) {
  const report: Report = {
    machine: describeMachine(),
    node: process.versions.node,
    quick: values.quick,
    sections,
  };
  await writeFile(
    new URL("results/results.json", import.meta.url),
    `${JSON.stringify(report, undefined, 2)}\n`,
  );
  const readme = new URL("README.md", import.meta.url);
  await writeFile(readme, withResults(await readFile(readme, "utf8"), report));
}
