import { OtaConfigError } from "../errors.ts";

/**
 * Calls a function that the user passed as an option.
 *
 * @throws `OtaConfigError` that names the option, with what the function threw as its cause.
 */
export async function callUserFunction<T>(option: string, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw new OtaConfigError(`The function given as ${option} failed.`, option, undefined, { cause });
  }
}

/** Describes what a function returned, without quoting it: it may be a secret. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === "") return "an empty text";
  if (Array.isArray(value)) return "an array";
  if (value === undefined) return "undefined";
  return `a value of type ${typeof value}`;
}
