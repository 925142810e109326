import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { commandScript, packageVersion, root, timeProcess } from "../process.ts";

/** A program that makes TypeScript from a spec. */
export interface Generator {
  readonly name: string;
  readonly note: string;
  /** Generates from `<folder>/spec/openapi.yaml` in a fresh process; returns the duration in milliseconds. */
  readonly generate: (folder: string) => Promise<number>;
  /** A program that calls the search through what was generated, to be type-checked in the folder. */
  readonly consumer: string;
}

const known: readonly Generator[] = [
  {
    name: "enos-ota generate",
    note: "types twice, field table, codes, limits, document, scenarios, validators; formatted",
    generate: async (folder) => {
      const ms = await fresh(join(folder, "packages"), "scripts/generate/main.ts", ["--root", folder]);
      // Published as declarations, like the types of openapi-typescript below.
      await copyFile(join(folder, "packages/client/src/generated/openapi.ts"), join(folder, "ours.d.ts"));
      return ms;
    },
    // All that the types of `otaJobs.search()` read of the generated ones.
    consumer: `import type { components } from "./ours.d.ts";
type Schemas = components["schemas"];
declare function search(body: Schemas["SearchRequest"]): Promise<{ readonly jobs: readonly Schemas["JobInfo"][] }>;
export const { jobs } = await search({ pagination: { pageNo: 1, pageSize: 50 } });
`,
  },
  {
    name: "openapi-typescript",
    note: "types",
    generate: (folder) =>
      fresh(join(folder, "types.d.ts"), commandScript("openapi-typescript", "openapi-typescript"), [
        spec(folder),
        "--output",
        join(folder, "types.d.ts"),
      ]),
    // With openapi-fetch, as `createFetchClient()` has it too.
    consumer: `import createClient from "openapi-fetch";
import type { paths } from "./types.d.ts";
const client = createClient<paths>({ baseUrl: "http://127.0.0.1" });
const { data } = await client.POST("/connect-service/v2.1/ota-jobs", {
  params: { query: { action: "search", orgId: "o1" } },
  body: { pagination: { pageNo: 1, pageSize: 50 } },
});
export const jobs = data?.code === 0 ? data.data : [];
`,
  },
  {
    name: "@hey-api/openapi-ts",
    note: "types, functions, client",
    generate: (folder) =>
      fresh(join(folder, "hey-api"), commandScript("@hey-api/openapi-ts", "openapi-ts"), [
        "--input",
        spec(folder),
        "--output",
        join(folder, "hey-api"),
      ]),
    consumer: `import { searchOtaJobs } from "./hey-api/index.ts";
const { data } = await searchOtaJobs({ query: { action: "search", orgId: "o1" }, body: { pagination: { pageNo: 1, pageSize: 50 } } });
export const jobs = data?.code === 0 ? data.data : [];
`,
  },
  {
    name: "orval",
    note: "types, functions",
    generate: (folder) =>
      fresh(join(folder, "orval.ts"), commandScript("orval", "orval"), [
        "--input",
        spec(folder),
        "--output",
        join(folder, "orval.ts"),
        "--client",
        "fetch",
      ]),
    consumer: `import { searchOtaJobs } from "./orval.ts";
const answer = await searchOtaJobs({ pagination: { pageNo: 1, pageSize: 50 } }, { action: "search", orgId: "o1" });
export const jobs = answer.status === 200 && answer.data.code === 0 ? answer.data.data : [];
`,
  },
];

/** Our generator and the alternatives that users would choose, with their versions. */
export const generators: readonly Generator[] = known.map((generator) => ({
  ...generator,
  name: withVersion(generator.name),
}));

async function fresh(output: string, script: string, args: readonly string[]): Promise<number> {
  await rm(output, { recursive: true, force: true });
  return timeProcess(process.execPath, [script, ...args], { cwd: root });
}

function spec(folder: string): string {
  return join(folder, "spec/openapi.yaml");
}

function withVersion(name: string): string {
  return name.startsWith("enos-ota") ? name : `${name} ${packageVersion(name)}`;
}
