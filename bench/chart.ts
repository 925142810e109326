import * as echarts from "echarts";
import type { Curve, Table } from "./section.ts";

type Drawing = Parameters<ReturnType<typeof echarts.init>["setOption"]>[0];

/** A bar chart of a table as SVG. */
export function tableChart({ title, unit, better, rows }: Table): string {
  return draw(90 + 30 * rows.length, {
    title: { text: title, subtext: `${unit}, ${better === "higher" ? "longer" : "shorter"} is better` },
    grid: { left: 290, right: 70, top: 60, bottom: 20 },
    xAxis: { type: "value", splitLine: { show: false } },
    yAxis: { type: "category", inverse: true, data: rows.map(({ name }) => name) },
    series: [
      {
        type: "bar",
        label: { show: true, position: "right", formatter: "{c}" },
        data: rows.map(({ name, median }) => ({
          value: Number(median.toPrecision(3)),
          itemStyle: { color: isOurs(name) ? ours : others },
        })),
      },
    ],
  });
}

/** A line chart of a curve as SVG. */
export function curveChart({ title, size, unit, axes = "linear", lines }: Curve): string {
  const type = axes === "log" ? "log" : "value";
  return draw(380, {
    title: { text: title, subtext: unit },
    legend: { top: 66, itemGap: 16 },
    grid: { left: 70, right: 40, top: 110, bottom: 45 },
    xAxis: { type, name: size, nameLocation: "middle", nameGap: 28 },
    yAxis: { type },
    series: lines.map(({ name, points }) => ({
      name,
      type: "line",
      symbolSize: 5,
      data: points.map((point) => [point.size, Number(point.value.toPrecision(3))]),
    })),
  });
}

const ours = "#2f6fb3";
const others = "#b8bec6";

function isOurs(name: string): boolean {
  return name.includes("enos-ota");
}

function draw(height: number, option: Drawing): string {
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width: 760, height });
  try {
    drawing.setOption({ animation: false, backgroundColor: "#ffffff", ...option });
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}
