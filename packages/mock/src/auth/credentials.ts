import { tokenLifetimeMs } from "../generated/limits.ts";

/** The keys that the mock accepts. */
export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** How the mock checks who calls. */
export interface AuthOptions extends Partial<Credentials> {
  /** How long a token lives, in milliseconds. Default: the API's two hours. */
  readonly tokenLifetimeMs?: number;
}

/** What is verified, and with which keys. */
export interface AuthPolicy extends Credentials {
  readonly verify: boolean;
  readonly tokenLifetimeMs: number;
}

/** `false` switches verification off; there are keys all the same, so that a client's set-up need not change. */
export function authPolicy(options: false | AuthOptions = {}): AuthPolicy {
  const given = options === false ? {} : options;
  return {
    verify: options !== false,
    accessKey: given.accessKey ?? "mock-access-key",
    secretKey: given.secretKey ?? "mock-secret-key",
    tokenLifetimeMs: given.tokenLifetimeMs ?? tokenLifetimeMs,
  };
}
