import { parseArgs } from "node:util";
import type { AuthOptions } from "../auth/policy.ts";
import { didYouMean } from "../wire/didYouMean.ts";

/** The parsed options of the command line. */
export interface CliOptions {
  readonly port: number;
  readonly host: string | undefined;
  readonly allowedHosts: readonly string[];
  /** A file of jobs. */
  readonly jobs: string | undefined;
  /** How many jobs to generate, without a file. */
  readonly generate: number;
  readonly auth: false | AuthOptions;
  /** A file with the entries of a profile. */
  readonly profile: string | undefined;
  /** How long every answer waits, in milliseconds. */
  readonly latencyMs: number;
  /** Whether the file of jobs is read again when it changes. */
  readonly watch: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const usage = `enos-ota-mock: the EnOS search for OTA jobs, served for tests

  --port 4010          port to listen on; 0 takes a free one
  --host 127.0.0.1     address to listen on; 0.0.0.0 lets other machines call it
  --allowed-host name  host name by which other machines may steer the mock; may be repeated
  --jobs jobs.json     the jobs to serve, a JSON array
  --generate 500       generate so many jobs, always the same (default: 100, without --jobs)
  --watch              read the file of --jobs again when it changes
  --auth [mode]        check callers: "signature" (default) their token and signature,
                       "token" a token alone, also one that the vendor's SDKs make by themselves
  --access-key key     the access key that callers must use (default: one that is printed)
  --secret-key key     the secret key (default: one that is printed)
  --profile file.json  how the API behaves where it is not documented, such as {"or":"accepted"}
  --latency 200        let every answer wait, in milliseconds
  --help               this text`;

const known = {
  port: { type: "string", default: "4010" },
  host: { type: "string" },
  "allowed-host": { type: "string", multiple: true },
  jobs: { type: "string" },
  generate: { type: "string" },
  watch: { type: "boolean", default: false },
  auth: { type: "string" },
  "access-key": { type: "string" },
  "secret-key": { type: "string" },
  profile: { type: "string" },
  latency: { type: "string", default: "0" },
  help: { type: "boolean", default: false },
} as const;

/**
 * Reads the command line.
 *
 * @throws Error with a message for people
 */
export function readOptions(args: readonly string[]): CliOptions {
  const { values } = parse(args);
  if (values.jobs !== undefined && values.generate !== undefined) {
    throw new Error("--jobs and --generate exclude each other: the jobs are either yours or generated.");
  }
  if (values.watch && values.jobs === undefined) throw new Error("--watch needs --jobs, the file to watch.");
  return {
    port: number("--port", values.port, 65_535),
    host: values.host,
    allowedHosts: values["allowed-host"] ?? [],
    jobs: values.jobs,
    generate: number("--generate", values.generate ?? "100", 1_000_000),
    auth: readAuth(values.auth, values["access-key"], values["secret-key"]),
    profile: values.profile,
    latencyMs: number("--latency", values.latency, 3_600_000),
    watch: values.watch,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  // The mode of --auth may be left out, for which parseArgs has no word.
  const given = args.flatMap((arg, index) => {
    const next = args[index + 1];
    const hasMode = next !== undefined && !next.startsWith("-");
    return arg === "--auth" && !hasMode ? ["--auth", "signature"] : [arg];
  });
  try {
    return parseArgs({ args: given, options: known });
  } catch (cause) {
    const names = Object.keys(known);
    const unknown = given
      .filter((arg) => arg.startsWith("--"))
      .map((arg) => arg.slice(2).split("=")[0] ?? "")
      .find((name) => !names.includes(name));
    const problem = cause instanceof Error ? cause.message : String(cause);
    if (unknown === undefined) throw new Error(problem, { cause });
    const hint = didYouMean(unknown, names);
    throw new Error(`There is no option --${unknown}.${hint} See --help.`, { cause });
  }
}

function readAuth(mode: string | undefined, accessKey?: string, secretKey?: string): CliOptions["auth"] {
  const keys = {
    ...(accessKey !== undefined && { accessKey }),
    ...(secretKey !== undefined && { secretKey }),
  };
  if (mode === undefined) {
    if (Object.keys(keys).length === 0) return false;
    throw new Error("--access-key and --secret-key need --auth, without which callers are not checked.");
  }
  if (mode === "signature" || mode === "token") return { mode, ...keys };
  throw new Error(
    `--auth takes "signature" or "token", not "${mode}".${didYouMean(mode, ["signature", "token"])}`,
  );
}

function number(option: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new Error(`${option} takes a whole number from 0 to ${most}, not "${text}".`);
}
