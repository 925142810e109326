import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The generator and Redocly are started as programs, as users start them.
    testTimeout: 60_000,
  },
});
