import type { validateInput, validateOutput } from "@stoplight/prism-http/dist/validator/index.js";

/** The parts of Prism that the server uses. */
export interface Prism {
  readonly validateInput: typeof validateInput;
  readonly validateOutput: typeof validateOutput;
}

/**
 * Loads the part of Prism that checks requests and answers. Not its main module, which loads its HTTP client, its
 * generator of random data and more: starting the server would take twice as long. The path is that of the exact
 * version that the peer dependency names.
 *
 * @throws Error with the command that installs it
 */
export async function loadPrism(): Promise<Prism> {
  try {
    const { validateInput, validateOutput } = await import("@stoplight/prism-http/dist/validator/index.js");
    return { validateInput, validateOutput };
  } catch (cause) {
    throw new Error(
      "startMockServer needs Prism, an optional peer dependency that could not be loaded. Install it with\n\n" +
        "  npm install --save-dev @stoplight/prism-http@5.16.0\n\n" +
        "or use createMockOta from @enos-ota/mock, which needs no server and no Prism.",
      { cause },
    );
  }
}
