import { type Checks, checkOptions, hasMethods, isFunction, kindOf } from "../check.ts";
import { required } from "../environment.ts";
import { OtaConfigError } from "../errors.ts";
import type { KeyAuth, OtaAuth, SignerAuth, TokenAuth } from "../options.ts";
import { isBrowser } from "../runtime.ts";
import { checkAccessToken } from "./tokenAuthorizer.ts";
import type { TokenStore } from "./tokenStore.ts";

/** What may be given as `auth`; the keys may come from the environment. */
type GivenAuth = OtaAuth | Partial<KeyAuth> | undefined;

/** All that an object for `auth` may have. What each must be is checked where it is used. */
const names: Checks<KeyAuth & TokenAuth & SignerAuth> = {
  accessKey: () => {},
  secretKey: () => {},
  tokenStore: () => {},
  accessToken: () => {},
  sign: () => {},
};

/**
 * Completes the option `auth` from the environment and checks it.
 *
 * @param allowBrowser The option `dangerouslyAllowBrowser`.
 * @throws {@link OtaConfigError}
 */
export function checkAuth(auth: GivenAuth, allowBrowser: boolean): OtaAuth {
  if (auth === "none") return auth;
  const options: Partial<KeyAuth & TokenAuth & SignerAuth> = checkObject(auth);
  // Members are read from the object, never copied: it may be of a class, with methods and getters.
  const { sign, accessToken, tokenStore } = options;
  if (sign !== undefined) {
    isFunction("auth.sign", sign);
    return { sign: (request) => sign.call(options, request) };
  }
  const secretKey = checkKey(options.secretKey, "auth.secretKey", "ENOS_SECRET_KEY");
  if (!allowBrowser && isBrowser()) {
    throw new OtaConfigError(
      "A secret key in a browser can be read by every visitor: let a server sign (auth: { sign }), " +
        "or set dangerouslyAllowBrowser.",
      "dangerouslyAllowBrowser",
    );
  }
  if (accessToken !== undefined) {
    if (typeof accessToken === "function") {
      return { accessToken: () => accessToken.call(options), secretKey };
    }
    checkAccessToken(accessToken, 'The option "auth.accessToken" is');
    return { accessToken, secretKey };
  }
  const accessKey = checkKey(options.accessKey, "auth.accessKey", "ENOS_ACCESS_KEY");
  if (tokenStore === undefined) return { accessKey, secretKey };
  checkTokenStore(tokenStore);
  return { accessKey, secretKey, tokenStore };
}

function checkObject(auth: unknown): object {
  if (auth === undefined) return {};
  if (typeof auth !== "object" || auth === null || Array.isArray(auth)) {
    throw new OtaConfigError(`The option "auth" must be an object or "none", not ${kindOf(auth)}.`, "auth");
  }
  // An object of a class may have members of its own.
  const prototype: unknown = Object.getPrototypeOf(auth);
  if (prototype === Object.prototype || prototype === null) {
    checkOptions("createOtaClient()", auth, names, "auth.");
  }
  return auth;
}

function checkTokenStore(store: TokenStore): void {
  hasMethods("get", "set")("auth.tokenStore", store);
  if (store.add !== undefined) isFunction("auth.tokenStore.add", store.add);
}

/** Completes and checks a key. What is signed must be what is sent, so nothing is trimmed silently. */
function checkKey(value: string | undefined, option: string, variable: string): string {
  const text = required(value, option, variable);
  const source = value === undefined ? `The environment variable ${variable}` : `The option "${option}"`;
  const fail = (problem: string): OtaConfigError =>
    new OtaConfigError(`${source} ${problem}.`, option, variable);
  if (text.trim() !== text) {
    throw fail(
      "has white space around it, as a text read from a file has (a line break at its end): remove it, for example " +
        "with .trim()",
    );
  }
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) {
    throw fail("contains control characters or half of a surrogate pair");
  }
  return text;
}
