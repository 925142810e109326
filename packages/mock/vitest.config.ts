import { defineConfig } from "vitest/config";

// Loading Prism takes a second, and several when the machine is busy.
export default defineConfig({ test: { include: ["test/*.test.ts"], testTimeout: 30_000 } });
