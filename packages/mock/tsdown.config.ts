import { defineConfig, type UserConfig } from "tsdown";
import { removeMapComments } from "../../scripts/build/removeMapComments.ts";

const entries = ["index", "cli", "jest", "matchers", "msw", "playwright", "prism", "vitest"];

const shared: UserConfig = {
  target: "es2022",
  dts: { oxc: {} },
  sourcemap: true,
  hooks: { "build:done": removeMapComments },
  // `.js` and `.d.ts`, the names that package.json exports, whatever the platform; `.cjs` and `.d.cts` for CommonJS.
  fixedExtension: false,
  // `vitest` has a default export beside others.
  outputOptions: { exports: "named" },
};

export default defineConfig([
  // `bin` is only run, so ES modules are enough.
  { ...shared, entry: [...entries, "bin"].map((name) => `src/${name}.ts`), format: "esm" },
  { ...shared, entry: entries.map((name) => `src/${name}.ts`), format: "cjs" },
]);
