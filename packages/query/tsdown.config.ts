import { defineConfig } from "tsdown";
import { removeMapComments } from "../../scripts/build/removeMapComments.ts";

export default defineConfig({
  entry: ["src/index.ts", "src/evaluate.ts", "src/codemirror.ts", "src/react-querybuilder.ts"],
  format: ["esm", "cjs"],
  platform: "neutral",
  target: "es2022",
  dts: { oxc: {} },
  sourcemap: true,
  hooks: { "build:done": removeMapComments },
  // `.js` and `.d.ts`, the names that package.json exports, whatever the platform; `.cjs` and `.d.cts` for CommonJS.
  fixedExtension: false,
});
