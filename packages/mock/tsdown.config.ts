import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/prism.ts", "src/msw.ts", "src/vitest.ts", "src/matchers.ts", "src/cli.ts"],
  format: "esm",
  target: "es2022",
  dts: { oxc: {} },
  sourcemap: true,
  // `.js` and `.d.ts`, the names that package.json exports, whatever the platform.
  fixedExtension: false,
});
