import { defineConfig } from "vitest/config";

export default defineConfig({
  // Generous, because CI machines stall; nothing here measures time.
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
