import { required } from "../environment.ts";
import { OtaConfigError } from "../errors.ts";
import type { KeyAuth, OtaAuth } from "../options.ts";
import { isBrowser } from "../runtime.ts";
import { checkAccessToken } from "./tokenAuthorizer.ts";
import { kindOf } from "./userFunction.ts";

/**
 * Completes the option `auth` from the environment and checks it.
 *
 * @param allowBrowser - The option `dangerouslyAllowBrowser`.
 */
export function checkAuth(auth: OtaAuth | Partial<KeyAuth> | undefined, allowBrowser: boolean): OtaAuth {
  if (auth === "none") return auth;
  const given: unknown = auth ?? {};
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw fail("auth", `must be an object or "none"; it is ${kindOf(given)}`);
  }
  const options: Partial<KeyAuth> & { sign?: unknown; accessToken?: unknown } = given;
  // Properties are read from the object, never copied: it may be of a class, with methods and getters.
  if ("sign" in options && options.sign !== undefined) {
    const { sign } = options;
    if (!isFunction<Record<string, string>>(sign)) throw fail("auth.sign", "must be a function");
    return { sign: (request) => sign.call(options, request) };
  }
  const secretKey = key(options.secretKey, "auth.secretKey", "ENOS_SECRET_KEY");
  if (!allowBrowser && isBrowser()) {
    throw new OtaConfigError(
      "A secret key in a browser can be read by every visitor: let a server sign (auth: { sign }), " +
        "or set dangerouslyAllowBrowser.",
      "dangerouslyAllowBrowser",
    );
  }
  if ("accessToken" in options && options.accessToken !== undefined) {
    const { accessToken } = options;
    if (isFunction<string>(accessToken)) return { accessToken: () => accessToken.call(options), secretKey };
    checkAccessToken(accessToken, 'The option "auth.accessToken" is');
    return { accessToken, secretKey };
  }
  const accessKey = key(options.accessKey, "auth.accessKey", "ENOS_ACCESS_KEY");
  const { tokenStore } = options;
  if (tokenStore === undefined) return { accessKey, secretKey };
  for (const method of ["get", "set"] as const) {
    if (!isFunction(tokenStore?.[method])) {
      throw fail("auth.tokenStore", `must have the methods get() and set(); ${method}() is missing`);
    }
  }
  if (tokenStore.add !== undefined && !isFunction(tokenStore.add)) {
    throw fail("auth.tokenStore", "has an add that is not a function");
  }
  return { accessKey, secretKey, tokenStore };
}

/** Completes and checks a key. What is signed must be what is sent, so nothing is trimmed silently. */
function key(value: string | undefined, option: string, variable: string): string {
  const text = required(value, option, variable);
  const source = value === undefined ? `The environment variable ${variable}` : `The option "${option}"`;
  if (text.trim() !== text) {
    throw new OtaConfigError(
      `${source} has white space around it, as a text read from a file has (a line break at its end): remove it, ` +
        "for example with .trim().",
      option,
      variable,
    );
  }
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) {
    throw new OtaConfigError(
      `${source} contains control characters or half of a surrogate pair.`,
      option,
      variable,
    );
  }
  return text;
}

function isFunction<R>(value: unknown): value is (this: unknown, ...input: unknown[]) => R | Promise<R> {
  return typeof value === "function";
}

function fail(option: string, problem: string): OtaConfigError {
  return new OtaConfigError(`The option "${option}" ${problem}.`, option);
}
