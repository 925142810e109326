import { defineConfig } from "vitest/config";

// Each test starts a runtime of its own.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 } });
