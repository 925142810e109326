import { defineConfig } from "vitest/config";

export default defineConfig({
  // The programs run as users run them, including Prism.
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
