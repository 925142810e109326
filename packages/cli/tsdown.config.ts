import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/main.ts"],
  format: "esm",
  target: "es2022",
  platform: "node",
  // Nobody imports a program.
  dts: false,
  // `.js`, the name that package.json says, whatever the platform.
  fixedExtension: false,
});
