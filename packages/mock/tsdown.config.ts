import { defineConfig } from "tsdown";

export default defineConfig({
  entry: [
    "src/index.ts",
    "src/bin.ts",
    "src/cli.ts",
    "src/jest.ts",
    "src/matchers.ts",
    "src/msw.ts",
    "src/playwright.ts",
    "src/prism.ts",
    "src/vitest.ts",
  ],
  format: "esm",
  target: "es2022",
  dts: { oxc: {} },
  sourcemap: true,
  // `.js` and `.d.ts`, the names that package.json exports, whatever the platform.
  fixedExtension: false,
});
