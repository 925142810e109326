import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/fetch.ts", "src/undici.ts"],
  format: "esm",
  platform: "neutral",
  // Only ./undici imports them.
  deps: { neverBundle: [/^node:/, "undici"] },
  target: "es2022",
  dts: { oxc: {} },
  sourcemap: true,
  // `.js` and `.d.ts`, the names that package.json exports, whatever the platform.
  fixedExtension: false,
  // The spec travels with the client: `@enos-ota/client/openapi.yaml`.
  copy: [{ from: "../../spec/openapi.yaml", to: "dist" }],
});
