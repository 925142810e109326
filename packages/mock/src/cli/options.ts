import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface CliOptions {
  readonly port: number;
  /** A file of jobs; undefined for none. */
  readonly jobs: string | undefined;
  readonly auth: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const usage = `enos-ota-mock: the EnOS OTA job search, served for tests

  --port 4010        port to listen on; 0 takes a free one
  --jobs jobs.json   the jobs to serve, a JSON array
  --auth             verify tokens and signatures (the keys are printed)
  --help             this text`;

/**
 * Reads the command line.
 *
 * @throws Error with a message for people
 */
export function readOptions(args: readonly string[]): CliOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "4010" },
      jobs: { type: "string" },
      auth: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  }
  return { port, jobs: values.jobs, auth: values.auth, help: values.help };
}
