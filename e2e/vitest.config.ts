import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*/*.test.ts"],
    // Compilers, bundlers and package managers run as child processes, as users run them.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Prints each test when it ends. The default prints a file at its end, so a log would not tell where a run hangs.
    reporters: ["verbose"],
  },
});
