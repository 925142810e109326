import { setTimeout as sleep } from "node:timers/promises";
import type { Acquire } from "@enos-ota/client";
import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

/** At most 8 calls a second, evenly spaced. With a quota of 10 a second, this leaves room for delays of the network. */
const paceMs = 125;

// The library counts in whole seconds; this allows one call every 125 ms.
const pace = `
  redis.call('set', KEYS[1], 0, 'PX', ${paceMs}, 'NX')
  return { redis.call('incrby', KEYS[1], ARGV[1]), redis.call('pttl', KEYS[1]) }
`;

/** A limit that many processes share through Redis. */
export interface SharedRateLimit {
  /** The option of `createOtaClient()`. */
  readonly acquire: Acquire;
  readonly close: () => void;
}

/**
 * Makes a limit for all processes that use the same Redis. While Redis is not reachable, it says so, and each process
 * makes one call a second. After a 429, all processes pause for as long as the server asks.
 */
export async function sharedRateLimit(redisUrl: string): Promise<SharedRateLimit> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  });
  redis.on("error", () => {});
  redis.on("close", () =>
    console.error("Redis is not reachable: this process limits itself to one call a second."),
  );
  await redis.connect().catch(() => {});
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: "enos-ota",
    points: 1,
    duration: 1,
    customIncrTtlLuaScript: pace,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ points: 1, duration: 1 }),
  });

  /** Returns how long to wait before asking again, or 0 when the call may be made. */
  const ask = async (): Promise<number> => {
    try {
      await limiter.consume("quota");
      return 0;
    } catch (full) {
      if (full instanceof RateLimiterRes) return Math.max(1, full.msBeforeNext);
      throw full;
    }
  };

  return {
    async acquire({ signal }) {
      for (let waitMs = await ask(); waitMs > 0; waitMs = await ask()) {
        await sleep(waitMs + Math.random() * 10, undefined, { signal });
      }
      return {
        throttled: (retryAfterMs = 1_000) => {
          limiter.block("quota", Math.ceil(retryAfterMs / 1_000)).catch(() => {});
        },
      };
    },
    close: () => {
      redis.removeAllListeners("close").disconnect();
    },
  };
}
