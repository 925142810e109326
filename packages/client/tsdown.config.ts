import { defineConfig, type UserConfig } from "tsdown";

const shared: UserConfig = {
  entry: ["src/index.ts", "src/fetch.ts", "src/otel.ts", "src/undici.ts"],
  platform: "neutral",
  // Only ./undici imports them.
  deps: { neverBundle: [/^node:/, "undici"] },
  target: "es2022",
  dts: { oxc: {} },
  sourcemap: true,
  // `.js` and `.d.ts`, the names that package.json exports, whatever the platform; `.cjs` and `.d.cts` for CommonJS.
  fixedExtension: false,
};

export default defineConfig([
  {
    ...shared,
    format: "esm",
    // The spec travels with the client: `@enos-ota/client/openapi.yaml`.
    copy: [{ from: "../../spec/openapi.yaml", to: "dist" }],
  },
  { ...shared, format: "cjs" },
]);
