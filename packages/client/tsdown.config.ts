import { defineConfig, type UserConfig } from "tsdown";
import { removeMapComments } from "../../scripts/build/removeMapComments.ts";

const shared: UserConfig = {
  entry: [
    "src/index.ts",
    "src/fetch.ts",
    "src/otel.ts",
    "src/tanstack.ts",
    "src/undici.ts",
    "src/validate.ts",
  ],
  platform: "neutral",
  target: "es2022",
  dts: { oxc: {} },
  sourcemap: true,
  hooks: { "build:done": removeMapComments },
  // `.js` and `.d.ts`, the names that package.json exports, whatever the platform; `.cjs` and `.d.cts` for CommonJS.
  fixedExtension: false,
};

// Only ./undici imports them; ./tanstack imports types alone.
const neverBundle = [/^node:/, "undici", "@tanstack/query-core"];

export default defineConfig([
  {
    ...shared,
    format: "esm",
    deps: { neverBundle },
    // The spec travels with the client: `@enos-ota/client/openapi.yaml`.
    copy: [{ from: "../../spec/openapi.yaml", to: "dist" }],
  },
  {
    ...shared,
    format: "cjs",
    // openapi-fetch's CommonJS file marks itself as an ES module, and Node and bundlers do not agree on what its
    // `default` is then: without this, createOtaClient() fails with "default is not a function" in CommonJS.
    deps: { neverBundle, alwaysBundle: ["openapi-fetch"] },
  },
]);
