import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme";
import BenchmarkCharts from "../../benchmarks/BenchmarkCharts.vue";
import MovingList from "../../playground/components/MovingList.vue";
import Playground from "../../playground/components/Playground.vue";
import "./style.css";

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("Playground", Playground);
    app.component("MovingList", MovingList);
    app.component("BenchmarkCharts", BenchmarkCharts);
  },
} satisfies Theme;
