import { defineConfig } from "vitest/config";

// The first test waits until Prism is loaded, which takes seconds where all cores are busy.
export default defineConfig({ test: { globalSetup: ["./globalSetup.ts"], testTimeout: 60_000 } });
