import type { OtaClient } from "@enos-ota/client";
import { type ConnectionOptions, readSettings, type Settings } from "./config/settings.ts";
import type { Terminal } from "./output/terminal.ts";
import { UsageError } from "./usageError.ts";
import { verboseLog } from "./verboseLog.ts";

/** Options of every command that searches. */
export interface SearchConnectionOptions extends ConnectionOptions {
  /** Answers from a mock in this process. */
  readonly demo?: boolean | undefined;
}

/** The client, and the organizations to search. */
export interface Connection {
  readonly enos: OtaClient;
  readonly orgIds: readonly [string, ...string[]];
}

/**
 * Creates the client for what is configured.
 *
 * @throws UsageError that says which setting is missing, and where it can be set
 */
export async function connect(options: SearchConnectionOptions, terminal: Terminal): Promise<Connection> {
  if (options.demo) return connectToDemo(options, terminal);
  const settings = await readSettings(options);
  const { createOtaClient } = await import("@enos-ota/client");
  const [orgId, ...others] = required(settings.orgIds, "organization", "--org", "ENOS_ORG_ID", settings);
  if (orgId === undefined)
    throw new UsageError("orgIds of the context is empty: name an organization, or use --org.");
  const enos = createOtaClient({
    baseUrl: required(settings.baseUrl, "API gateway", "--base-url", "ENOS_BASE_URL", settings),
    orgId,
    auth: {
      accessKey: required(settings.accessKey, "access key", undefined, "ENOS_ACCESS_KEY", settings),
      secretKey: required(settings.secretKey, "secret key", undefined, "ENOS_SECRET_KEY", settings),
    },
    allowInsecure: settings.allowInsecure?.value ?? false,
    ...logging(terminal),
  });
  return { enos, orgIds: [orgId, ...others] };
}

async function connectToDemo({ org }: SearchConnectionOptions, terminal: Terminal): Promise<Connection> {
  const [{ createOtaClient }, { createDemo }] = await Promise.all([
    import("@enos-ota/client"),
    import("./demo.ts"),
  ]);
  const demo = createDemo();
  const [orgId = demo.orgId, ...others] = org ?? [];
  await terminal.note("Searching made-up jobs in this process (--demo); no EnOS is asked.");
  const enos = createOtaClient({
    ...{ baseUrl: demo.mock.baseUrl, auth: demo.mock.auth, fetch: demo.mock.fetch },
    orgId,
    ...logging(terminal),
  });
  return { enos, orgIds: [orgId, ...others] };
}

function logging(terminal: Terminal): object {
  if (!terminal.verbose) return {};
  return { logger: verboseLog(terminal), logLevel: "debug" };
}

function required<T>(
  setting: { readonly value: T } | undefined,
  what: string,
  option: string | undefined,
  variable: string,
  { configPath, context }: Settings,
): T {
  if (setting !== undefined) return setting.value;
  const ways = [
    ...(option === undefined ? [] : [`pass ${option}`]),
    `set ${variable}`,
    context
      ? `add it to the context ${context.value} in ${configPath}`
      : `name a context of ${configPath} with --context`,
  ];
  throw new UsageError(
    `The ${what} is not known: ${ways.slice(0, -1).join(", ")}, or ${ways.at(-1)}. ` +
      '"enos-ota config" shows what is set. Without an EnOS, try --demo.',
  );
}
