import * as echarts from "echarts";
import type { Table } from "./section.ts";

/** A bar chart of a table as SVG; shorter bars are better. */
export function chart(table: Table): string {
  const names = table.rows.map(({ name }) => name);
  const drawing = echarts.init(null, null, {
    renderer: "svg",
    ssr: true,
    width: 760,
    height: 90 + 30 * names.length,
  });
  try {
    drawing.setOption({
      animation: false,
      backgroundColor: "#ffffff",
      title: { text: table.title, subtext: `${table.unit}, shorter is better`, textStyle: { fontSize: 14 } },
      grid: { left: 190, right: 70, top: 60, bottom: 20 },
      xAxis: { type: "value", splitLine: { show: false } },
      yAxis: { type: "category", inverse: true, data: names },
      series: [
        {
          type: "bar",
          label: { show: true, position: "right", formatter: "{c}" },
          data: table.rows.map(({ name, median }) => ({
            value: Number(median.toPrecision(3)),
            itemStyle: { color: name.includes("enos-ota") ? "#2f6fb3" : "#b8bec6" },
          })),
        },
      ],
    });
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}
