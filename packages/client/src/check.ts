import { closest } from "./closest.ts";
import { OtaConfigError } from "./errors.ts";
import { isObject } from "./isObject.ts";

/**
 * Checks the value of an option; throws an {@link OtaConfigError} that names the option, what was given and what is
 * allowed. It is not called for `undefined`, which means absent.
 */
export type Check = (option: string, value: unknown) => void;

/** A check for each option of `T`. The compiler reports an option that is missing here. */
export type Checks<T> = { readonly [Name in keyof Required<T>]: Check };

/**
 * Checks options: each name must be known, each value must pass its check. TypeScript finds most of this, but
 * not for users of JavaScript, and not for an object that was built before it was passed.
 *
 * @param where The function that takes the options, such as `search()`; it begins the message.
 * @param prefix What stands before the names in messages, such as `auth.`
 */
export function checkOptions<T>(where: string, given: unknown, checks: Checks<T>, prefix = ""): void {
  if (given === undefined) return;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const what =
      prefix === "" ? `${where} takes an object` : `The option "${prefix.slice(0, -1)}" must be an object`;
    throw new OtaConfigError(`${what}, not ${kindOf(given)}.`, prefix.slice(0, -1) || undefined);
  }
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(checks, name))
      throw unknownOption(where, `${prefix}${name}`, Object.keys(checks), prefix);
    if (value !== undefined) checks[name as keyof T](`${prefix}${name}`, value);
  }
}

function unknownOption(
  where: string,
  option: string,
  known: readonly string[],
  prefix: string,
): OtaConfigError {
  const similar = closest(option.slice(prefix.length), known);
  const hint =
    similar === undefined
      ? `It has: ${known.map((name) => `${prefix}${name}`).join(", ")}.`
      : `Did you mean "${prefix}${similar}"?`;
  return new OtaConfigError(`${where} has no option "${option}". ${hint}`, option);
}

/** Throws that an option has a wrong value. `allowed` completes "The option must be …". */
export function wrongValue(option: string, allowed: string, shown: string): OtaConfigError {
  return new OtaConfigError(`The option "${option}" must be ${allowed}, not ${shown}.`, option);
}

/** What a {@link isNumber} may be. */
export interface NumberRange {
  readonly least: number;
  /** @default Infinity */
  readonly most?: number;
  /** Whether only whole numbers are allowed; `Infinity` is none. @default false */
  readonly whole?: boolean;
  /** The unit, for the message, such as `milliseconds`. */
  readonly unit?: string;
}

/** A number within a range; never NaN. */
export function isNumber({ least, most = Infinity, whole = false, unit }: NumberRange): Check {
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  const allowed = `a ${whole ? "whole " : ""}number ${range}${unit === undefined ? "" : ` (${unit})`}`;
  return (option, value) => {
    if (
      typeof value !== "number" ||
      !(value >= least && value <= most) ||
      (whole && !Number.isInteger(value))
    ) {
      throw wrongValue(option, allowed, show(value));
    }
  };
}

/** A text that is not empty. Its value is never shown: it may be a secret. */
export const isText: Check = (option, value) => {
  if (typeof value !== "string") throw wrongValue(option, "a text", kindOf(value));
  if (value.trim() === "") throw wrongValue(option, "a text", "an empty one");
};

/** True or false. */
export const isFlag: Check = (option, value) => {
  if (typeof value !== "boolean") throw wrongValue(option, "true or false", show(value));
};

/** A function. */
export const isFunction: Check = (option, value) => {
  if (typeof value !== "function") throw wrongValue(option, "a function", kindOf(value));
};

/** A list of functions. */
export const isFunctions: Check = (option, value) => {
  if (!Array.isArray(value)) {
    const hint = typeof value === "function" ? "one function: put it in brackets" : kindOf(value);
    throw wrongValue(option, "a list of functions", hint);
  }
  for (const [index, item] of value.entries()) isFunction(`${option}[${index}]`, item);
};

/** An object with these methods, its own or of its class. */
export function hasMethods(...names: readonly string[]): Check {
  return (option, value) => {
    const missing = names.filter((name) => typeof memberOf(value, name) !== "function");
    if (missing.length > 0) {
      throw wrongValue(
        option,
        `an object with the methods ${names.join(", ")}`,
        `${kindOf(value)} without ${missing.join(", ")}`,
      );
    }
  };
}

/** One of a few values. */
export function isOneOf(...allowed: readonly (string | boolean)[]): Check {
  return (option, value) => {
    if (allowed.some((each) => each === value)) return;
    const similar =
      typeof value === "string"
        ? closest(
            value,
            allowed.filter((each) => typeof each === "string"),
          )
        : undefined;
    const hint = similar === undefined ? "" : ` Did you mean "${similar}"?`;
    const list = allowed.map((each) => JSON.stringify(each)).join(", ");
    throw new OtaConfigError(
      `The option "${option}" must be one of ${list}, not ${show(value)}.${hint}`,
      option,
    );
  };
}

/** An `AbortSignal`, of any realm or polyfill. */
export const isSignal: Check = (option, value) => {
  if (
    typeof memberOf(value, "aborted") === "boolean" &&
    typeof memberOf(value, "addEventListener") === "function"
  )
    return;
  const isController = typeof memberOf(value, "abort") === "function";
  throw wrongValue(
    option,
    "an AbortSignal",
    isController ? "its controller: pass controller.signal" : kindOf(value),
  );
};

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) || typeof value === "function" ? Reflect.get(value, name) : undefined;
}

/** Returns a description of a value that shows it if it is short. Not for what may be secret. */
export function show(value: unknown): string {
  if (typeof value === "string" && value.length <= 40) return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  return kindOf(value);
}

/** Returns a description of a value that tells its kind alone. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return value.trim() === "" ? "an empty text" : "a text";
  if (typeof value !== "object") return `a ${typeof value}`;
  const { name } = (Object.getPrototypeOf(value) as object | null)?.constructor ?? {};
  return typeof name === "string" && name !== "" && name !== "Object"
    ? `an object of class ${name}`
    : "an object";
}
