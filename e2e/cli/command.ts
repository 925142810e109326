import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { Installation } from "./installation.ts";

/** The installed command, and the server that it is configured for. */
export interface Command {
  readonly installation: Installation;
  readonly server: MockServer;
  /** The path of a file in the folder in which the command runs. */
  file(name: string): string;
}

/** The keys that the command is configured with. */
export const keys = { accessKey: "cli-access-key-0001", secretKey: "cli-secret-key-0002" };
/** The jobs of the server. */
export const jobs: ReturnType<typeof generateJobs> = generateJobs(450, { seed: 1 });
/** The number of jobs that have started. */
export const started: number = jobs.filter(({ status }) => status === "started").length;

/** Installs the command and starts the server before the tests, and ends both after them. */
export function useCommand(): Command {
  let server: MockServer;
  let installation: Installation;
  beforeAll(async () => {
    server = await startMockServer({ jobs, auth: keys });
    installation = await Installation.create({
      ENOS_BASE_URL: server.url,
      ENOS_ORG_ID: "o1",
      ENOS_ACCESS_KEY: keys.accessKey,
      ENOS_SECRET_KEY: keys.secretKey,
    });
  });
  afterAll(async () => {
    await server?.stop();
    await installation?.remove();
  });
  beforeEach(() => server.reset());
  return {
    get installation() {
      return installation;
    },
    get server() {
      return server;
    },
    file: (name) => installation.consumer.path(name),
  };
}

/** A command line that presses Ctrl-C as soon as the command has written something to a file. */
export function interrupted(line: string, output: string): string {
  // Job control, because a shell without it lets commands in the background ignore SIGINT.
  return `set -m; ${line} & until [ -s ${output} ]; do sleep 0.05; done; kill -INT %1; wait %1`;
}

/** The IDs of jobs that were written one a line. */
export function idsOf(lines: string): readonly string[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).jobId);
}
