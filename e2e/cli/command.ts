import type { MockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { Installation } from "./installation.ts";
import { settingsFor, startServer } from "./server.ts";

/** The installed command, and the server that it is configured for. */
export interface Command {
  readonly installation: Installation;
  readonly server: MockServer;
  /** The path of a file in the folder in which the command runs. */
  file(name: string): string;
}

/** Installs the command and starts the server before the tests, and ends both after them. */
export function useCommand(): Command {
  let server: MockServer;
  let installation: Installation;
  beforeAll(async () => {
    server = await startServer();
    installation = await Installation.create(settingsFor(server));
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
