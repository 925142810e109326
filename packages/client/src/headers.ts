import { kindOf, wrongValue } from "./check.ts";
import { OtaConfigError } from "./errors.ts";

/** Headers by their lower-case names. A plain object, because making and copying a `Headers` costs many times as much. */
export type PlainHeaders = Readonly<Record<string, string>>;

const noHeaders: PlainHeaders = {};

/**
 * Reads headers that a user passed: an object with names and values, where undefined means absent, or a `Headers`.
 *
 * @throws {@link OtaConfigError} for what `fetch` would refuse at each attempt.
 */
export function checkHeaders(option: string, given: unknown): PlainHeaders {
  if (given === undefined) return noHeaders;
  if (typeof given !== "object" || given === null)
    throw wrongValue(option, "an object with header names and values", kindOf(given));
  const headers = new Headers();
  for (const [name, value] of isEntries(given) ? given : Object.entries(given)) {
    if (value === undefined) continue;
    // No message quotes a value: it may be a secret.
    if (typeof value !== "string") throw wrongValue(`${option}.${name}`, "a text", kindOf(value));
    try {
      headers.append(name, value);
    } catch {
      throw new OtaConfigError(
        `The option "${option}" has a name or a value that no header can have, for the header ${JSON.stringify(name)}.`,
        option,
      );
    }
  }
  return Object.fromEntries(headers);
}

function isEntries(given: object): given is Iterable<[string, unknown]> {
  return Symbol.iterator in given;
}
