import * as echarts from "echarts";
import type { Curve } from "./section.ts";

type Drawing = Parameters<ReturnType<typeof echarts.init>["setOption"]>[0];

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

function draw(height: number, option: Drawing): string {
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width: 760, height });
  try {
    drawing.setOption({ animation: false, backgroundColor: "#ffffff", ...option });
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}
