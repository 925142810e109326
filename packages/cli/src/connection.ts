import type { OtaClient } from "@enos-ota/client";
import { type ConnectionOptions, readSettings, type Settings } from "./config/settings.ts";
import type { Terminal } from "./output/terminal.ts";
import { UsageError } from "./usageError.ts";
import { verboseLog } from "./verboseLog.ts";

/** Options of every command that searches. */
export interface SearchConnectionOptions extends ConnectionOptions {
  /** Answers from a mock in this process. */
  readonly demo?: boolean | undefined;
  /** The same, but only where nothing says which EnOS to ask. */
  readonly demoUnlessConfigured?: boolean | undefined;
}

/** The client, and the organizations to search. */
export interface Connection {
  readonly enos: OtaClient;
  readonly orgIds: readonly [string, ...string[]];
}

/** Whom the commands talk to. */
export interface ConnectionTarget {
  readonly baseUrl: string;
  readonly orgId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly allowInsecure: boolean;
  /** Answers in place of the network. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

type Targets = ConnectionTarget & Pick<Connection, "orgIds">;

/**
 * Creates the client for what is configured.
 *
 * @throws UsageError that says which setting is missing, and where it can be set
 */
export async function connect(options: SearchConnectionOptions, terminal: Terminal): Promise<Connection> {
  const [{ createOtaClient }, targets] = await Promise.all([
    import("@enos-ota/client"),
    targetsOf(options, terminal),
  ]);
  const { accessKey, secretKey, orgIds, ...target } = targets;
  const enos = createOtaClient({ ...target, auth: { accessKey, secretKey }, ...logging(terminal) });
  return { enos, orgIds };
}

/**
 * Finds whom to talk to, for a command that sends requests of its own.
 *
 * @throws UsageError that says which setting is missing, and where it can be set
 */
export async function targetOf(
  options: SearchConnectionOptions,
  terminal: Terminal,
): Promise<ConnectionTarget> {
  const [{ createOtaClient }, { orgIds, ...target }] = await Promise.all([
    import("@enos-ota/client"),
    targetsOf(options, terminal),
  ]);
  if (orgIds.length > 1) throw new UsageError("This command asks one organization: name it by --org.");
  // Creating a client checks the settings, such as that only allowInsecure permits plain http. It sends nothing.
  const { accessKey, secretKey, ...others } = target;
  createOtaClient({ ...others, auth: { accessKey, secretKey } });
  return target;
}

async function targetsOf(options: SearchConnectionOptions, terminal: Terminal): Promise<Targets> {
  if (options.demo) return demoTargets(options, terminal);
  const settings = await readSettings(options);
  if (options.demoUnlessConfigured && !isConfigured(settings)) return demoTargets(options, terminal);
  const [orgId, ...others] = required(settings.orgIds, "organization", "--org", "ENOS_ORG_ID", settings);
  if (orgId === undefined)
    throw new UsageError("orgIds of the context is empty: name an organization, or use --org.");
  return {
    baseUrl: required(settings.baseUrl, "API gateway", "--base-url", "ENOS_BASE_URL", settings),
    orgId,
    accessKey: required(settings.accessKey, "access key", undefined, "ENOS_ACCESS_KEY", settings),
    secretKey: required(settings.secretKey, "secret key", undefined, "ENOS_SECRET_KEY", settings),
    allowInsecure: settings.allowInsecure?.value ?? false,
    orgIds: [orgId, ...others],
  };
}

/** Whether anything says which EnOS to ask. A setting that is missing beside others is an error, not a demo. */
function isConfigured({ context, baseUrl, accessKey, secretKey }: Settings): boolean {
  return [context, baseUrl, accessKey, secretKey].some((setting) => setting !== undefined);
}

async function demoTargets(options: SearchConnectionOptions, terminal: Terminal): Promise<Targets> {
  const { createDemo } = await import("./demo.ts");
  const { mock, orgId: ownOrgId } = createDemo();
  await terminal.note("Searching made-up jobs in this process (--demo); no EnOS is asked.");
  const [orgId = ownOrgId, ...others] = options.org ?? [];
  const { baseUrl, auth, fetch } = mock;
  return { baseUrl, orgId, ...auth, allowInsecure: false, fetch, orgIds: [orgId, ...others] };
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
