import { defineConfig } from "vitest/config";

export default defineConfig({
  // Programs are started as users start them, Prism included.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 },
});
