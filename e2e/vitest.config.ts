import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*/*.test.ts"],
    // Compilers, bundlers and package managers are started as programs, as users start them.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
