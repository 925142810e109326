import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface CliOptions {
  readonly port: number;
  /** A file of jobs. */
  readonly jobs: string | undefined;
  /** How many jobs to make up, if there is no file. */
  readonly generate: number;
  readonly auth: boolean;
  /** Every answer waits so long, in milliseconds. */
  readonly latencyMs: number;
  /** Whether the file is read again when it changes. */
  readonly watch: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const usage = `enos-ota-mock: the EnOS OTA job search, served for tests

  --port 4010        port to listen on; 0 takes a free one
  --jobs jobs.json   the jobs to serve, a JSON array
  --generate 500     make up so many jobs, always the same (default: 100, without --jobs)
  --auth             verify tokens and signatures (the keys are printed)
  --latency 200      let every answer wait, in milliseconds
  --watch            read the file of --jobs again when it changes
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
      generate: { type: "string" },
      auth: { type: "boolean", default: false },
      latency: { type: "string", default: "0" },
      watch: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.jobs !== undefined && values.generate !== undefined) {
    throw new Error("--jobs and --generate exclude each other: the jobs are either yours or made up.");
  }
  if (values.watch && values.jobs === undefined) throw new Error("--watch needs --jobs, the file to watch.");
  return {
    port: number("--port", values.port, 65_535),
    jobs: values.jobs,
    generate: number("--generate", values.generate ?? "100", 1_000_000),
    auth: values.auth,
    latencyMs: number("--latency", values.latency, 3_600_000),
    watch: values.watch,
    help: values.help,
  };
}

function number(option: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new Error(`${option} takes a whole number from 0 to ${most}, not "${text}".`);
}
