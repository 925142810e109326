import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { benches } from "./benches.ts";
import { curveChart } from "./chart.ts";
import { describeMachine, type Report, toMarkdown } from "./report.ts";
import type { Curve, Effort, Section } from "./section.ts";

// pnpm bench                 everything, into bench/REPORT.md, bench/results/results.json and the pictures of the curves
// pnpm bench --quick         the same with fewer and shorter rounds
// pnpm bench query mock      only these chapters, printed and not written
const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
  allowPositionals: true,
});
const effort: Effort = values.quick
  ? { quick: true, rounds: 3, roundMs: 40 }
  : { quick: false, rounds: 9, roundMs: 250 };

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
        table.rows.map(({ name, median, ratio }) => [
          name,
          { median: Number(median.toPrecision(3)), ratio: Number(ratio.toPrecision(3)) },
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

if (positionals.length === 0) {
  const report: Report = {
    machine: describeMachine(),
    node: process.versions.node,
    quick: values.quick,
    sections,
  };
  const results = new URL("results/", import.meta.url);
  await mkdir(results, { recursive: true });
  const charts = new Map<Curve, string>();
  for (const curve of sections.flatMap(({ curves = [] }) => curves)) {
    const file = `${curve.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.svg`;
    await writeFile(new URL(file, results), curveChart(curve));
    charts.set(curve, `results/${file}`);
  }
  await writeFile(new URL("results.json", results), `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(new URL("REPORT.md", import.meta.url), toMarkdown(report, charts));
}
