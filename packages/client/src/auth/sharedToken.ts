import type { Clock } from "../clock.ts";
import { withDeadline } from "../deadline.ts";
import { isObject } from "../isObject.ts";
import type { Log } from "../logger.ts";
import type { Hash } from "./sha256.ts";
import { type FetchToken, isToken, type Token } from "./token.ts";
import type { TokenStore } from "./tokenStore.ts";

/** A store that answers later than this has failed. */
const storeMs = 2_000;
/** A store that failed is left alone for this long. */
const storePauseMs = 30_000;
/** A token in the store must have this much left to be used. */
const leastMs = 60_000;
/** How often a process that waits for another's token looks. */
const pollMs = 50;
/** How long a claim to fetch is respected: after that, its process is taken for dead. */
const claimMs = 10_000;

/** What sharing a token needs. */
export interface SharedTokenOptions {
  readonly store: TokenStore;
  readonly baseUrl: string;
  readonly accessKey: string;
  readonly sha256: Hash;
  readonly clock: Clock;
  readonly log: Log;
  /** The time by the server's clock, in epoch ms. */
  readonly now: () => number;
}

/**
 * Puts a store around the fetch of a token, so that many processes share one:
 *
 * 1. A token in the store that has more than 60 s left is used.
 * 2. Otherwise the process claims the fetch. With the store's `add` exactly one process gets the claim; without it, one
 *    writes its claim, waits 50 ms, and has it if no other process has written one later.
 * 3. The process with the claim fetches, stores the token and gives the claim back. The others look every 50 ms, and
 *    take over when the claim is gone. A claim that is 10 s old is ignored.
 *
 * Nothing that the store does or contains fails a call. An operation may take 2 s; after one that failed, the store is
 * left alone for 30 s. A token that was fetched is returned without waiting for the store to keep it.
 */
export function shareToken(fetchToken: FetchToken, options: SharedTokenOptions): FetchToken {
  const { store, baseUrl, accessKey, sha256, clock, log, now } = options;
  let key: string | undefined;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  // Waited for in vain: something that is not ours lies under the claim's key.
  let ignoredClaim: unknown;

  const isPaused = (): boolean => clock.now() < pausedUntil;

  /** Returns undefined when the store failed or is left alone. */
  async function use<T>(
    signal: AbortSignal,
    action: (key: string) => T | Promise<T>,
  ): Promise<T | undefined> {
    if (isPaused()) return undefined;
    const started = clock.now();
    try {
      key ??= `enos-ota:${(await sha256(`${baseUrl}\n${accessKey}`)).slice(0, 32)}`;
      const name = key;
      return await withDeadline(clock, signal, { ms: storeMs, scope: "attempt" }, async () => action(name));
    } catch {
      const failed = !signal.aborted || clock.now() - started >= storeMs / 4;
      if (failed) {
        pausedUntil = clock.now() + storePauseMs;
        // The store's error is not logged: it may quote the entry.
        log("warn", `the token store failed; continuing without it for ${storePauseMs / 1000} s`, {});
      }
      if (signal.aborted) throw signal.reason;
      return undefined;
    }
  }

  /** Takes the claim if it is free. Also true when the store fails: then nobody needs to be asked. */
  async function claim(signal: AbortSignal, id: string): Promise<boolean> {
    const { add } = store;
    if (add) return (await use(signal, (name) => add.call(store, `${name}:claim`, id, claimMs))) !== false;
    const read = () => use(signal, (name) => store.get(`${name}:claim`));
    const other = await read();
    if (isPaused()) return true;
    if (other && other !== ignoredClaim) return false;
    await use(signal, (name) => store.set(`${name}:claim`, id, claimMs));
    await clock.sleep(pollMs, signal);
    const holder = await read();
    return !holder || holder === id || holder === ignoredClaim;
  }

  /** Releases the claim, if it still belongs to this process. */
  async function release(signal: AbortSignal, id: string): Promise<void> {
    const holder = await use(signal, (name) => store.get(`${name}:claim`));
    if (holder === id) await use(signal, (name) => store.set(`${name}:claim`, "", 1));
  }

  return async (current, refused, signal) => {
    const read = async (): Promise<Token | undefined> => {
      const token = readToken(await use(signal, (name) => store.get(name)));
      const usable =
        token &&
        token.accessToken !== refused &&
        token.accessToken !== current?.accessToken &&
        token.expiresAt > Math.max(now() + leastMs, current?.expiresAt ?? 0);
      return usable ? token : undefined;
    };

    const ready = await read();
    if (ready) return ready;

    const id = newId(clock);
    const giveUpAt = clock.now() + claimMs + 1_000;
    while (!(await claim(signal, id))) {
      // Jitter, so that waiting processes do not ask at the same moment.
      await clock.sleep(pollMs * (0.5 + clock.random()), signal);
      const theirs = await read();
      if (theirs) return theirs;
      if (clock.now() >= giveUpAt) {
        ignoredClaim = await use(signal, (name) => store.get(`${name}:claim`));
        await use(signal, (name) => store.set(`${name}:claim`, id, claimMs));
        break;
      }
    }

    const unbound = new AbortController().signal;
    try {
      // Another process may have stored a token and given the claim back between our look and our claim.
      const theirs = await read();
      if (theirs) {
        release(unbound, id).catch(() => {});
        return theirs;
      }
      const token = await fetchToken(current, refused, signal);
      const lifeMs = Math.max(1, Math.round(token.expiresAt - now()));
      const { accessToken, expiresAt } = token;
      use(unbound, (name) => store.set(name, { accessToken, expiresAt }, lifeMs))
        .then(() => release(unbound, id))
        .catch(() => {});
      return token;
    } catch (error) {
      release(unbound, id).catch(() => {});
      throw error;
    }
  };
}

let claims = 0;

/** A text that no other claim has: the counter tells apart clients of one process. */
function newId(clock: Clock): string {
  return `${clock.now()}.${clock.random()}.${++claims}`;
}

function readToken(value: unknown): Token | undefined {
  if (!isObject(value)) return undefined;
  const { accessToken, expiresAt } = value;
  return isToken(accessToken) && typeof expiresAt === "number"
    ? { accessToken, expiresAt, stored: true }
    : undefined;
}
