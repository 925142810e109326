import { type ConnectionOptions, readSettings, type Sourced } from "../config/settings.ts";
import { type ExitCode, exitCode } from "../exitCode.ts";
import { plainTable } from "../output/table.ts";
import type { Terminal } from "../output/terminal.ts";

/** Options of `enos-ota config`. */
export interface ConfigOptions extends ConnectionOptions {
  readonly json?: boolean | undefined;
}

/** Shows which settings are used, and where each comes from. Keys are masked. */
export async function config(options: ConfigOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = await readSettings(options);
  const { file, configPath, orgIds, accessKey, secretKey } = settings;
  const rows: readonly Row[] = [
    ["file", file ? configPath : `${configPath} (does not exist)`, ""],
    ["contexts", Object.keys(file?.contexts ?? {}).join(", ") || "none", ""],
    row("context", settings.context, String),
    row("baseUrl", settings.baseUrl, withoutCredentials),
    row("orgIds", orgIds, (ids) => ids.join(", ")),
    row("accessKey", accessKey, mask),
    row("secretKey", secretKey, () => "********"),
    ...(settings.allowInsecure ? [row("allowInsecure", settings.allowInsecure, String)] : []),
  ];
  const text = options.json
    ? `${JSON.stringify(Object.fromEntries(rows.map(([name, value, source]) => [name, { value, source }])), null, 2)}\n`
    : plainTable(rows);
  await terminal.out.write(text);
  return exitCode.success;
}

type Row = readonly [name: string, value: string, source: string];

function row<T>(name: string, setting: Sourced<T> | undefined, show: (value: T) => string): Row {
  return setting ? [name, show(setting.value), setting.source] : [name, "not set", ""];
}

/** Enough of an access key to tell two apart. */
function mask(key: string): string {
  return key.length > 12 ? `${key.slice(0, 4)}****` : "********";
}

/** A base URL must not hold credentials; one that does is refused later, and shown here without them. */
function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//****@");
}
