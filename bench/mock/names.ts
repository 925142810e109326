import { packageVersion } from "../process.ts";

/** The name of each mock in the tables. The other tools always answer with the first example of the spec. */
export const names = {
  inProcess: "in process",
  msw: "our MSW door",
  ours: "our server, checked by Prism",
  source: `@mswjs/source ${packageVersion("@mswjs/source")}, one static example`,
  prism: `Prism ${packageVersion("@stoplight/prism-cli")} command, one static example`,
  steady: `@stdy/cli ${packageVersion("@stdy/cli")} command, one static example`,
} as const;
