import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { BenchmarkResults } from "../benchmarks/bars.ts";
import { drawCurve } from "../benchmarks/curves.ts";

const curve = { title: "Growth", size: "jobs", unit: "ms" };

it("draws values from 0 on linear axes, with round numbers at them", () => {
  const lines = [
    {
      name: "enos-ota",
      points: [
        { size: 0, value: 20 },
        { size: 100, value: 40 },
      ],
    },
  ];
  const drawn = drawCurve({ ...curve, lines });
  expect(drawn.lines).toEqual([{ name: "enos-ota", ours: true, points: "0,110 600,0", end: "40" }]);
  expect(drawn.values.map(({ label }) => label)).toEqual(["0", "10", "20", "30", "40"]);
  expect(drawn.sizes.map(({ label }) => label)).toEqual(["0", "50", "100"]);
});

it("draws equal ratios as equal lengths on logarithmic axes", () => {
  const points = [1, 10, 100].map((size) => ({ size, value: size * 1000 }));
  const drawn = drawCurve({ ...curve, axes: "log", lines: [{ name: "other", points }] });
  expect(drawn.lines[0]).toMatchObject({ ours: false, points: "0,220 300,110 600,0" });
  expect(drawn.values.map(({ label }) => label)).toEqual(["1K", "10K", "100K"]);
});

it("shows each curve and each table of the results on the page of benchmarks", async () => {
  const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
  const results: BenchmarkResults = JSON.parse(await read("bench/results/results.json"));
  const html = await read("docs/.vitepress/dist/benchmarks.html");
  const titles = results.sections.flatMap(({ tables, curves = [] }) =>
    [...tables, ...curves].map(({ title }) => title),
  );
  expect(titles.length).toBeGreaterThan(10);
  expect(titles.filter((title) => !html.includes(`>${title.replaceAll("'", "&#39;")} <`))).toEqual([]);
});
