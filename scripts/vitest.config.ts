import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Some tests run the generator and Redocly as separate processes, as users do.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
