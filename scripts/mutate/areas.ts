/** A part of the code whose tests are measured: the package it belongs to, and its files below the package. */
export interface Area {
  readonly folder: string;
  readonly files: readonly string[];
}

const hand = "!src/generated/**";

/** The commands themselves: tests run them as processes of their own, which the mutations do not reach. */
const commands = [
  "main",
  "writeChangeset",
  "checkChangesets",
  "changesetFile",
  "changesets",
  "report",
  "since",
  "base",
].map((name) => `!spec-diff/${name}.ts`);

/** Every area, by the name on the command line. */
export const areas: Readonly<Record<string, Area>> = {
  query: { folder: "packages/query", files: ["src/**/*.ts", hand] },
  paging: { folder: "packages/client", files: ["src/paging/**/*.ts", "src/resources/**/*.ts"] },
  auth: { folder: "packages/client", files: ["src/auth/**/*.ts"] },
  http: { folder: "packages/client", files: ["src/http/**/*.ts", "src/*.ts"] },
  mock: { folder: "packages/mock", files: ["src/core/**/*.ts", "src/auth/**/*.ts"] },
  "spec-diff": { folder: "scripts", files: ["spec-diff/**/*.ts", ...commands] },
};
