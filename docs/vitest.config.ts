import { defineConfig } from "vitest/config";

// The browser tests share one built site and one browser.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
