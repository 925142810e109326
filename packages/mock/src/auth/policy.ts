import { tokenLifetimeMs } from "../generated/limits.ts";
import { checkNumber, checkOptionNames, describe } from "../wire/options.ts";

/** The keys of an application. */
export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** How the mock authenticates callers. */
export interface AuthOptions extends Partial<Credentials> {
  /**
   * What a search must carry.
   *
   * - `signature`: a token that this mock issued, a timestamp, and the signature over both
   * - `token`: a token without a signature, either one that this mock issued or one as the vendor's SDKs (Poseidon)
   *   make by themselves; the latter are encrypted for the real server, so only their form can be checked
   *
   * @default "signature"
   */
  readonly mode?: "signature" | "token";
  /** How long a token lives, in milliseconds. @default the lifetime of a real token */
  readonly tokenLifetimeMs?: number;
}

/** What is checked, and with which keys. */
export interface AuthPolicy extends Credentials {
  readonly mode: "signature" | "token" | "none";
  readonly tokenLifetimeMs: number;
}

/** In EnOS's form, because the vendor's SDKs compute with parts of them. The same in each run, for configuration files. */
const defaultKeys: Credentials = {
  accessKey: "5ec0de00-07a0-4bcd-8e55-3f9d5e0a17c1",
  secretKey: "c0ffee00-3e1b-47ad-9c1e-80f4d2b6a395",
};

/**
 * Reads the option `auth`. `false` switches the checks off; the mock has keys nevertheless, so that the client's
 * set-up need not change.
 *
 * @throws Error for an option that does not exist or has a wrong value
 */
export function readPolicy(options: false | AuthOptions = {}): AuthPolicy {
  if (options === false) return { mode: "none", ...defaultKeys, tokenLifetimeMs };
  checkOptionNames("auth", options, ["mode", "accessKey", "secretKey", "tokenLifetimeMs"]);
  const { mode = "signature", accessKey, secretKey, tokenLifetimeMs: lifetime = tokenLifetimeMs } = options;
  if (mode !== "signature" && mode !== "token") {
    throw new Error(`auth.mode must be "signature" or "token", not ${describe(mode)}.`);
  }
  checkNumber("auth.tokenLifetimeMs", lifetime, { least: 1 });
  return {
    mode,
    accessKey: readKey("accessKey", accessKey),
    secretKey: readKey("secretKey", secretKey),
    tokenLifetimeMs: lifetime,
  };
}

function readKey(name: keyof Credentials, given: string | undefined): string {
  if (given === undefined) return defaultKeys[name];
  // The value is not shown, because it may be a real secret.
  if (typeof given === "string" && given.trim() === given && given !== "") return given;
  throw new Error(`auth.${name} must be a text without blanks around it.`);
}
