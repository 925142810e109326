import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { mergeConfig } from "vitest/config";

// The tests of the package in which Stryker runs, once for each change and therefore silent. All files share one worker
// and what they import: to load it for each of them takes ten times as long as the tests.
const { default: own } = await import(pathToFileURL(resolve("vitest.config.ts")).href);

export default mergeConfig(own, {
  test: {
    isolate: false,
    reporters: [{}],
    // They compile or bundle the code, and do not run it.
    exclude: ["**/types.test.ts", "**/size.test.ts"],
  },
});
