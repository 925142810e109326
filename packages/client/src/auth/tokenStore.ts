/**
 * Where processes share one token. A `Keyv` fits as it is. A store that fails or hangs never fails a call: the client
 * then fetches a token of its own and leaves the store alone for 30 seconds.
 *
 * With `get` and `set` alone, processes that start at the same moment sometimes fetch a token each, which is harmless.
 * With `add` exactly one of them does.
 *
 * @example With node-redis:
 * ```ts
 * const tokenStore: TokenStore = {
 *   get: async (key) => JSON.parse((await redis.get(key)) ?? "null"),
 *   set: (key, value, ttlMs) => redis.set(key, JSON.stringify(value), { PX: ttlMs }),
 *   add: async (key, value, ttlMs) =>
 *     (await redis.set(key, JSON.stringify(value), { PX: ttlMs, NX: true })) !== null,
 * };
 * ```
 */
export interface TokenStore {
  /** Returns what was set, or undefined (or null) when there is nothing or it has expired. */
  get(key: string): unknown;
  /**
   * Keeps a JSON value.
   *
   * @param ttlMs - For how long, in milliseconds; an integer of at least 1.
   */
  set(key: string, value: StoredToken | string, ttlMs: number): unknown;
  /**
   * Keeps a JSON value if there is none under this key, in one atomic step, such as `SET … NX PX` of Redis. Returns
   * whether it was kept.
   *
   * @param ttlMs - For how long, in milliseconds; an integer of at least 1.
   */
  add?(key: string, value: string, ttlMs: number): boolean | Promise<boolean>;
}

/** What the client keeps in a store. Treat it like a password: it is valid until it expires. */
export interface StoredToken {
  readonly accessToken: string;
  /** Epoch milliseconds, by the server's clock. */
  readonly expiresAt: number;
}
