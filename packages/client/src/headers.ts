import { kindOf, wrongValue } from "./check.ts";
import { OtaConfigError } from "./errors.ts";

/**
 * Reads headers that a user passed: an object with names and values, where undefined means absent, or a `Headers`.
 *
 * @throws {@link OtaConfigError} for what `fetch` would refuse at each attempt.
 */
export function checkHeaders(option: string, given: unknown): Headers {
  const headers = new Headers();
  if (given === undefined) return headers;
  if (typeof given !== "object" || given === null)
    throw wrongValue(option, "an object with header names and values", kindOf(given));
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
  return headers;
}

function isEntries(given: object): given is Iterable<[string, unknown]> {
  return Symbol.iterator in given;
}
