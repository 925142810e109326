import { delimiter, join } from "node:path";
import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { sortedBy } from "../../packages/mock/src/generated/limits.ts";

/** The keys that the command is configured with. */
export const keys = { accessKey: "cli-access-key-0001", secretKey: "cli-secret-key-0002" };
/** The jobs of the server. */
export const jobs: ReturnType<typeof generateJobs> = generateJobs(450, { seed: 1 });
/** The number of jobs that have started. */
export const started: number = jobs.filter(({ status }) => status === "started").length;

/** Jobs in the order in which EnOS lists them; {@link generateJobs} returns the newest first. */
export function listed(all: typeof jobs): typeof jobs {
  const { field, order }: { field: typeof sortedBy.field; order: string } = sortedBy;
  const sign = order === "ASC" ? 1 : -1;
  return all.toSorted((a, b) => sign * (a[field] - b[field]));
}

/** Starts the server that the command asks. */
export function startServer(): Promise<MockServer> {
  return startMockServer({ jobs, auth: keys });
}

/** The environment variables that name a server. */
export function settingsFor(server: MockServer): Record<string, string> {
  return {
    ENOS_BASE_URL: server.url,
    ENOS_ORG_ID: "o1",
    ENOS_ACCESS_KEY: keys.accessKey,
    ENOS_SECRET_KEY: keys.secretKey,
  };
}

/**
 * The environment of a command: the folder of its executable, and no settings of the machine.
 *
 * @param home the folder in which it runs
 */
export function environment(
  home: string,
  executables: string,
  settings: Readonly<Record<string, string>>,
): Record<string, string> {
  // The Node that runs the tests comes first.
  const path = [executables, join(process.execPath, ".."), process.env["PATH"]].join(delimiter);
  return { PATH: path, HOME: home, LANG: "C.UTF-8", TZ: "Asia/Shanghai", ...settings };
}
