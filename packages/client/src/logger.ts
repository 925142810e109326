import { isObject } from "./isObject.ts";

/** From which level on entries are logged. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

/** What a logger must have; `console` and pino do. */
export type Logger = Readonly<Record<Exclude<LogLevel, "off">, (fields: object, message: string) => void>>;

/**
 * Logs one entry. Fields are named one by one where it is called: nothing gets in by accident. A function returns them
 * only where the entry is logged.
 */
export type Log = (level: Exclude<LogLevel, "off">, message: string, fields: object | (() => object)) => void;

/** All levels, from the one that logs everything to the one that logs nothing. */
export const logLevels: readonly LogLevel[] = ["debug", "info", "warn", "error", "off"];

/** Makes a logger with a level safe to call: below the level it is silent, and it never fails a call. */
export function createLog(logger: Logger | undefined, least: LogLevel = "warn"): Log {
  return (level, message, fields) => {
    if (!logger || logLevels.indexOf(level) < logLevels.indexOf(least)) return;
    try {
      const shown = typeof fields === "function" ? fields() : fields;
      const result: unknown = logger[level](shown, `enos-ota: ${message}`);
      // One that is asynchronous and fails must not end the process either.
      if (isThenable(result)) result.then(undefined, () => {});
    } catch {
      // A broken logger must not break the search.
    }
  };
}

/** Not `instanceof Promise`: a logger may come from another realm, or bring promises of its own. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof value["then"] === "function";
}
