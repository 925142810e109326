import type { createLogger } from "@stoplight/prism-core";
import type { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** The parts of Prism that the server uses. */
export interface Prism {
  readonly createInstance: typeof createInstance;
  readonly getHttpOperationsFromSpec: typeof getHttpOperationsFromSpec;
  readonly createLogger: typeof createLogger;
}

/**
 * Loads Prism, an optional peer dependency. Only when a server is started: it takes half a second and 70 MB.
 *
 * @throws Error with the command that installs it
 */
export async function loadPrism(): Promise<Prism> {
  try {
    const [http, core] = await Promise.all([
      import("@stoplight/prism-http"),
      import("@stoplight/prism-core"),
    ]);
    return {
      createInstance: http.createInstance,
      getHttpOperationsFromSpec: http.getHttpOperationsFromSpec,
      createLogger: core.createLogger,
    };
  } catch (cause) {
    throw new Error(
      "startMockServer needs Prism, an optional peer dependency that could not be loaded. Install it with\n\n" +
        "  npm install --save-dev @stoplight/prism-http@5.16.0 @stoplight/prism-core@5.16.0\n\n" +
        "or use createMockOta from @enos-ota/mock, which needs no server and no Prism.",
      { cause },
    );
  }
}
