import type { TokenStore } from "../../src/index.ts";

/** A token store over a connection, which has to be closed. */
export interface RedisStore {
  readonly store: TokenStore;
  readonly close: () => unknown;
}

/** One token store for each client library of Redis. Imported as needed: many processes start with this. */
export const redisStores = {
  async redis(url: string): Promise<RedisStore> {
    const { createClient } = await import("redis");
    const redis = createClient({ url });
    await redis.connect();
    const store: TokenStore = {
      get: async (key) => JSON.parse((await redis.get(key)) ?? "null"),
      set: (key, value, ttlMs) => redis.set(key, JSON.stringify(value), { PX: ttlMs }),
      add: async (key, value, ttlMs) =>
        (await redis.set(key, JSON.stringify(value), { PX: ttlMs, NX: true })) !== null,
    };
    return { store, close: () => redis.close() };
  },
  async ioredis(url: string): Promise<RedisStore> {
    const { Redis } = await import("ioredis");
    const redis = new Redis(url, { lazyConnect: true });
    await redis.connect();
    const store: TokenStore = {
      get: async (key) => JSON.parse((await redis.get(key)) ?? "null"),
      set: (key, value, ttlMs) => redis.set(key, JSON.stringify(value), "PX", ttlMs),
      add: async (key, value, ttlMs) =>
        (await redis.set(key, JSON.stringify(value), "PX", ttlMs, "NX")) !== null,
    };
    // One of the tests stops the server on purpose.
    redis.on("error", () => {});
    return { store, close: () => redis.disconnect() };
  },
  async keyv(url: string): Promise<RedisStore> {
    const { default: Keyv } = await import("keyv");
    const { default: KeyvRedis } = await import("@keyv/redis");
    const keyv = new Keyv({ store: new KeyvRedis(url) });
    // Connects.
    await keyv.get("nothing");
    return { store: keyv, close: () => keyv.disconnect() };
  },
} as const;

/** The name of a client library. */
export type RedisLibrary = keyof typeof redisStores;

/** Whether a text is the name of a client library. */
export function isRedisLibrary(name: string | undefined): name is RedisLibrary {
  return name !== undefined && name in redisStores;
}
