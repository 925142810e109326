import type { Config } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { isObject } from "../http/answer.ts";
import { isToken } from "./keys.ts";
import { sha256 } from "./sign.ts";
import type { FetchToken, Token } from "./tokenCache.ts";
import type { TokenStore } from "./tokenStore.ts";

/** A store that answers later than this counts as failed. */
const storeMs = 2_000;
/** A token in the store must have this much left to be taken. */
const leastMs = 60_000;
/** A process says that it is fetching, waits for so long whether another says so too, and fetches or waits. */
const claimMs = 50;
/** How long the others wait for the one that fetches, before they fetch by themselves. */
const claimLifeMs = 5_000;

/** Puts a store around the fetch of a token. */
export type SharedToken = (
  current: Token | undefined,
  refused: string | undefined,
  signal: AbortSignal,
  fetchToken: FetchToken,
) => Promise<Token>;

/** Makes a {@link SharedToken}. Nothing that the store does or holds can fail a call. */
export function createSharedToken(store: TokenStore, config: Config, accessKey: string): SharedToken {
  const { clock, log } = config;
  const key = sha256(`${config.baseUrl}\n${accessKey}`).then((hash) => `enos-ota:${hash.slice(0, 32)}`);

  const use = async <T>(
    signal: AbortSignal,
    action: (key: string) => T | Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await withDeadline(clock, signal, storeMs, "attempt", async () => action(await key));
    } catch {
      // The store's error is not logged: it may quote the entry.
      if (signal.aborted) throw signal.reason;
      log("warn", "the token store failed; going on without it", {});
      return undefined;
    }
  };

  return async (current, refused, signal, fetchToken) => {
    const read = async (): Promise<Token | undefined> => {
      const token = readToken(await use(signal, (name) => store.get(name)));
      const usable =
        token &&
        token.accessToken !== refused &&
        token.accessToken !== current?.accessToken &&
        token.expiresAt > Math.max(clock.now() + leastMs, current?.expiresAt ?? 0);
      return usable ? token : undefined;
    };

    const ready = await read();
    if (ready) return ready;
    // get and set are all there is, so this is no lock: it makes a second fetch improbable, and it would be harmless.
    const claim = `${clock.now()}.${clock.random()}`;
    const claimed = await use(signal, (name) => store.get(`${name}:claim`));
    if (!claimed) {
      await use(signal, (name) => store.set(`${name}:claim`, claim, claimLifeMs));
      await clock.sleep(claimMs, signal);
    }
    const holder = await use(signal, (name) => store.get(`${name}:claim`));
    for (let waited = 0; holder && holder !== claim && waited < claimLifeMs; waited += claimMs) {
      await clock.sleep(claimMs, signal);
      const theirs = await read();
      if (theirs) return theirs;
    }
    const token = await fetchToken(current, refused, signal);
    await use(signal, (name) => store.set(name, { ...token }, Math.max(1, token.expiresAt - clock.now())));
    await use(signal, (name) => store.set(`${name}:claim`, "", 1));
    return token;
  };
}

function readToken(value: unknown): Token | undefined {
  if (!isObject(value)) return undefined;
  const { accessToken, expiresAt } = value;
  return isToken(accessToken) && typeof expiresAt === "number" ? { accessToken, expiresAt } : undefined;
}
