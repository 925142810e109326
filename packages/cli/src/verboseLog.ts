import type { Logger } from "@enos-ota/client";
import type { Terminal } from "./output/terminal.ts";

/** The client's log as lines: requests, retries, tokens, the clock. The client puts no secret and no body into it. */
export function verboseLog(terminal: Terminal): Logger {
  const log = (fields: object, message: string): void => {
    const details = Object.entries(fields).map(([name, value]) => `${name}=${textOf(value)}`);
    void terminal.detail([message.replace(/^enos-ota: /, ""), ...details].join(" "));
  };
  return { debug: log, info: log, warn: log, error: log };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
