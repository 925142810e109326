import { didYouMean } from "./didYouMean.ts";

/**
 * Checks an object of options that may come from plain JavaScript or from JSON.
 *
 * @param owner how the message names the function, such as `use("delay", …)`
 * @returns the options, with values that are still to be checked
 * @throws Error if it is not an object, or for an option that does not exist
 */
export function checkOptionNames<Name extends string>(
  owner: string,
  options: unknown,
  names: readonly Name[],
): Readonly<Partial<Record<Name, unknown>>> {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new Error(`${owner} takes an object of options, not ${describe(options)}.`);
  }
  for (const name of Object.keys(options)) {
    if (names.some((known) => known === name)) continue;
    const hint = didYouMean(name, names);
    throw new Error(`${owner} has no option "${name}".${hint} It has: ${names.join(", ")}.`);
  }
  const given = new Map(Object.entries(options));
  const read: Partial<Record<Name, unknown>> = {};
  for (const name of names) read[name] = given.get(name);
  return read;
}

interface NumberRules {
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/**
 * Checks a number; `undefined` passes.
 *
 * @throws Error that names the option, the value and the range
 */
export function checkNumber(
  option: string,
  value: unknown,
  { least = 0, most = Number.MAX_SAFE_INTEGER, whole = false }: NumberRules = {},
): void {
  if (value === undefined) return;
  const isNumber = typeof value === "number" && value >= least && value <= most;
  if (isNumber && (!whole || Number.isInteger(value))) return;
  const kind = whole ? "whole number" : "number";
  throw new Error(`${option} must be a ${kind} from ${least} to ${most}, not ${describe(value)}.`);
}

/** A value as a message shows it: short, and of one line. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "function" ? "a function" : "an object";
}
