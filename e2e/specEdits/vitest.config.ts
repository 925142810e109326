import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.edits.ts"],
    // Both files keep all cores busy.
    fileParallelism: false,
    // Each edit builds and tests every package.
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
  },
});
