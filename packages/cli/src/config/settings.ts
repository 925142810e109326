import { didYouMean } from "../didYouMean.ts";
import { UsageError } from "../usageError.ts";
import { type ConfigFile, type Context, configPath, readConfigFile, readKeysFile } from "./file.ts";
import { runKeysCommand } from "./keysCommand.ts";

/** The options of every command that talks to EnOS. */
export interface ConnectionOptions {
  readonly context?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly org?: readonly string[] | undefined;
  readonly allowInsecure?: boolean | undefined;
}

/** A value, and where it was found. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: string;
}

/** What is used, and where each value comes from. */
export interface Settings {
  readonly configPath: string;
  /** The file; undefined when there is none. */
  readonly file: ConfigFile | undefined;
  readonly context: Sourced<string> | undefined;
  readonly baseUrl: Sourced<string> | undefined;
  readonly orgIds: Sourced<readonly string[]> | undefined;
  readonly accessKey: Sourced<string> | undefined;
  readonly secretKey: Sourced<string> | undefined;
  readonly allowInsecure: Sourced<boolean> | undefined;
}

/**
 * Finds each setting: in an option, in a context that was named for this call, in the environment, in the current
 * context of the file; the first that has it decides. Base URL and keys never come from different contexts.
 *
 * @throws UsageError for a file that is wrong, and for a context that does not exist
 */
export async function readSettings(
  options: ConnectionOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Settings> {
  const path = configPath(env);
  const file = await readConfigFile(path);
  const named = namedContext(options, env);
  const name = named ?? currentContext(file);
  const context = name && {
    ...(await withKeys(contextOf(file, name.value, path), env, named !== undefined)),
  };
  const inFile = `context ${name?.value}`;

  function find<T>(
    option: Sourced<T> | undefined,
    variable: Sourced<T> | undefined,
    own: T | undefined,
  ): Sourced<T> | undefined {
    const fromContext = own === undefined ? undefined : { value: own, source: inFile };
    return option ?? (named ? (fromContext ?? variable) : (variable ?? fromContext));
  }
  const variable = (key: string): Sourced<string> | undefined =>
    env[key] ? { value: env[key], source: key } : undefined;
  const ownOrgs = context?.orgIds ?? (context?.orgId === undefined ? undefined : [context.orgId]);
  const orgVariable = variable("ENOS_ORG_ID");
  return {
    configPath: path,
    file,
    context: name,
    baseUrl: find(option(options.baseUrl, "--base-url"), variable("ENOS_BASE_URL"), context?.baseUrl),
    orgIds: find(
      option(options.org, "--org"),
      orgVariable && { value: [orgVariable.value], source: orgVariable.source },
      ownOrgs,
    ),
    accessKey: find(undefined, variable("ENOS_ACCESS_KEY"), context?.accessKey),
    secretKey: find(undefined, variable("ENOS_SECRET_KEY"), context?.secretKey),
    allowInsecure: find(option(options.allowInsecure, "--allow-insecure"), undefined, context?.allowInsecure),
  };
}

function option<T>(value: T | undefined, source: string): Sourced<T> | undefined {
  return value === undefined ? undefined : { value, source };
}

function namedContext({ context }: ConnectionOptions, env: NodeJS.ProcessEnv): Sourced<string> | undefined {
  if (context !== undefined) return { value: context, source: "--context" };
  return env["ENOS_CONTEXT"] ? { value: env["ENOS_CONTEXT"], source: "ENOS_CONTEXT" } : undefined;
}

function currentContext(file: ConfigFile | undefined): Sourced<string> | undefined {
  const name = file?.currentContext;
  return name === undefined ? undefined : { value: name, source: "currentContext of the file" };
}

function contextOf(file: ConfigFile | undefined, name: string, path: string): Context {
  if (file === undefined)
    throw new UsageError(`There is no context "${name}": the file ${path} does not exist.`);
  const context = Object.hasOwn(file.contexts, name) ? file.contexts[name] : undefined;
  if (context !== undefined) return context;
  const names = Object.keys(file.contexts);
  throw new UsageError(
    `${path} has no context "${name}".${didYouMean(name, names)} Contexts: ${names.join(", ") || "none"}.`,
  );
}

/** Gets the keys that a context names a file or command for, unless the environment's keys are used anyway. */
async function withKeys(context: Context, env: NodeJS.ProcessEnv, isNamed: boolean): Promise<Context> {
  if (!isNamed && env["ENOS_ACCESS_KEY"] && env["ENOS_SECRET_KEY"]) return context;
  if (context.keysFile !== undefined) return { ...context, ...(await readKeysFile(context.keysFile)) };
  if (context.keysCommand !== undefined)
    return { ...context, ...(await runKeysCommand(context.keysCommand)) };
  return context;
}
