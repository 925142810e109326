import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { didYouMean } from "../didYouMean.ts";
import { reasonOf } from "../output/stream.ts";
import { UsageError } from "../usageError.ts";

/** One named EnOS environment of the configuration file. */
export interface Context {
  readonly baseUrl?: string | undefined;
  /** One organization, or several in `orgIds`. */
  readonly orgId?: string | undefined;
  readonly orgIds?: readonly string[] | undefined;
  readonly accessKey?: string | undefined;
  readonly secretKey?: string | undefined;
  /** A file with `accessKey` and `secretKey`, which only its owner may read. */
  readonly keysFile?: string | undefined;
  /** A command that prints `accessKey` and `secretKey`, such as that of a password manager. */
  readonly keysCommand?: string | undefined;
  /** Whether plain http is permitted, as with EnOS Edge. */
  readonly allowInsecure?: boolean | undefined;
}

/** The configuration file. */
export interface ConfigFile {
  readonly path: string;
  /** The context in use where `--context` and ENOS_CONTEXT name none. */
  readonly currentContext: string | undefined;
  readonly contexts: Readonly<Record<string, Context>>;
}

const memberTypes: Record<keyof Context, "string" | "boolean" | "list"> = {
  baseUrl: "string",
  orgId: "string",
  orgIds: "list",
  accessKey: "string",
  secretKey: "string",
  keysFile: "string",
  keysCommand: "string",
  allowInsecure: "boolean",
};

/** The system that decides where files lie and how paths are written. */
export interface System {
  readonly platform: string;
  readonly home: string;
}

const thisSystem: System = { platform: process.platform, home: homedir() };

/** Where the file is: ENOS_OTA_CONFIG, else the folder that the system intends for configuration. */
export function configPath(
  env: NodeJS.ProcessEnv = process.env,
  { platform, home }: System = thisSystem,
): string {
  if (env["ENOS_OTA_CONFIG"]) return env["ENOS_OTA_CONFIG"];
  const { join } = platform === "win32" ? win32 : posix;
  const intended = platform === "win32" ? env["APPDATA"] : undefined;
  return join(env["XDG_CONFIG_HOME"] || intended || join(home, ".config"), "enos-ota", "config.yaml");
}

/** Puts the home folder in place of a leading `~`, which no shell does within a file. */
export function expandHome(path: string, { platform, home }: System = thisSystem): string {
  return path.replace(platform === "win32" ? /^~(?=$|[/\\])/ : /^~(?=$|\/)/, () => home);
}

/**
 * Reads the configuration file; undefined when there is none.
 *
 * @throws UsageError that names the file and what is wrong with it
 */
export async function readConfigFile(path: string): Promise<ConfigFile | undefined> {
  const content = await readYaml(path);
  if (content === undefined) return undefined;
  const { currentContext, contexts = {}, ...others } = objectOf(content, path);
  checkNames(others, ["currentContext", "contexts"], path);
  if (currentContext !== undefined && typeof currentContext !== "string") {
    throw new UsageError(`${path}: currentContext must be the name of a context.`);
  }
  const checked = Object.entries(objectOf(contexts, `${path}: contexts`)).map(
    ([name, context]) => [name, checkContext(context, `${path}: contexts.${name}`)] as const,
  );
  const file: ConfigFile = { path, currentContext, contexts: Object.fromEntries(checked) };
  if (checked.some(([, { secretKey }]) => secretKey !== undefined)) await checkPrivate(path);
  return file;
}

/** The keys in a file that only its owner may read. */
export async function readKeysFile(path: string): Promise<Pick<Context, "accessKey" | "secretKey">> {
  const file = expandHome(path);
  const content = await readYaml(file);
  if (content === undefined) throw new UsageError(`The keys file ${file} does not exist.`);
  await checkPrivate(file);
  return checkKeys(content, `The keys file ${file}`);
}

/** Reads `accessKey` and `secretKey`, and nothing else. No message quotes what was found: it may be a secret. */
export function checkKeys(content: unknown, source: string): Pick<Context, "accessKey" | "secretKey"> {
  const { accessKey, secretKey } =
    typeof content === "object" && content !== null ? ({ ...content } as Context) : {};
  if (
    typeof accessKey === "string" &&
    accessKey !== "" &&
    typeof secretKey === "string" &&
    secretKey !== ""
  ) {
    return { accessKey, secretKey };
  }
  throw new UsageError(`${source} must hold accessKey and secretKey, as YAML or JSON.`);
}

/** @throws UsageError for a file that others may read; Windows keeps no such mode */
async function checkPrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform === "win32" || (mode & 0o077) === 0) return;
  const octal = (mode & 0o777).toString(8).padStart(4, "0");
  throw new UsageError(
    `${path} holds a secret key, but its mode ${octal} lets others read it. Run: chmod 600 '${path}'`,
  );
}

async function readYaml(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    if (failure.code === "ENOENT") return undefined;
    throw new UsageError(`${path} cannot be read: ${reasonOf(failure)}.`);
  }
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  // The parser's message would quote the line, which may hold a secret.
  if (error) throw new UsageError(`${path} is not valid YAML (${error.code} at character ${error.pos[0]}).`);
  return document.toJS() ?? {};
}

function checkContext(content: unknown, place: string): Context {
  const context = objectOf(content, place);
  checkNames(context, Object.keys(memberTypes), place);
  for (const [name, type] of Object.entries(memberTypes)) {
    const value = context[name];
    const isRight =
      value === undefined ||
      (type === "list"
        ? Array.isArray(value) && value.every((one) => typeof one === "string")
        : typeof value === type);
    if (!isRight)
      throw new UsageError(`${place}.${name} must be a ${type === "list" ? "list of strings" : type}.`);
  }
  return context;
}

function checkNames(content: object, known: readonly string[], place: string): void {
  const unknown = Object.keys(content).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(`${place}: there is no setting "${unknown}".${didYouMean(unknown, known)}`);
}

function objectOf(content: unknown, place: string): Record<string, unknown> {
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return { ...content };
  throw new UsageError(`${place} must be a mapping of names to values.`);
}
