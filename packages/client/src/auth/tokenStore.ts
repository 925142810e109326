/** Where processes share a token; a `Keyv` fits as it is. A store that fails is done without. */
export interface TokenStore {
  /** Gives what was set, or undefined. */
  get(key: string): unknown;
  /** Keeps a JSON value for `ttlMs` milliseconds. */
  set(key: string, value: StoredToken | string, ttlMs: number): unknown;
}

/** What the client keeps in a store. It is as secret as a password for two hours. */
export interface StoredToken {
  readonly accessToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}
