import { type Clock, startDeadline } from "../clock.ts";
import { abortable } from "../deadline.ts";
import { copyError } from "../errors.ts";
import { onAbort } from "../onAbort.ts";
import { isWorkerd } from "../runtime.ts";
import type { FetchToken, Token } from "./token.ts";

/** Below this much left, or a quarter of the token's life if that is less, the token is renewed in the background. */
const renewMs = 600_000;
/** With this much left or less, a token is not used any more: it may end on its way to the server. */
const blockMs = 30_000;
/** How long a background renewal may take. Short, because it would keep a finished script alive. */
const backgroundMs = 2_000;
/** After a failed background renewal, the server is left alone for this long. */
const pauseMs = 5_000;
/** In Workers: how long a call waits for another request's fetch, which may have ended without a trace. */
const leaseMs = 2_000;
/** In Workers: how often a waiting call looks. */
const pollMs = 20;

/** What a token cache needs from its surroundings. */
export interface TokenCacheOptions {
  readonly clock: Clock;
  /** The time by the server's clock, in epoch ms: tokens end by it. */
  readonly now: () => number;
  /** Whether requests are isolated from each other, as in Workers. @default whether this is workerd */
  readonly isolated?: boolean;
}

/** One fetch, and the calls that wait for it. */
interface Flight {
  readonly startedAt: number;
  readonly cancel: AbortController;
  readonly wake: Set<() => void>;
  /** Calls that wait; a background renewal itself counts as one. */
  waiting: number;
  outcome?: { readonly token: Token } | { readonly error: unknown };
}

/**
 * Keeps one token for all calls. What happens depends on how much of its life is left:
 *
 * - more than 600 s (for short-lived tokens: more than a quarter of its life): it is used;
 * - less, but more than 30 s: it is used, and renewed in the background, in one attempt of at most 2 s; after a failure
 *   the next attempt comes 5 s later at the earliest;
 * - 30 s or less, or no token: calls wait for a new one. They share one fetch, which is cancelled when the last of them
 *   gives up. If it fails, it fails for all that wait, and each retries within its own budget;
 * - refused by the server: as if there were none. What a fetch returns that began before the refusal is dropped. Calls
 *   that are under way with a token while it is renewed are refused if that ends it: profile entry `refreshedToken`.
 *
 * No call waits for a promise that another call made: it looks at the outcome, and has its own promise to wake it. In
 * Workers, where even waking is not possible across requests and a request's end silently ends all it began, a waiting
 * call looks every 20 ms and starts a fetch of its own after 2 s.
 */
export class TokenCache {
  #token: Token | undefined;
  #freshUntil = 0;
  #refused: string | undefined;
  #generation = 0;
  #pauseUntil = 0;
  #flight: Flight | undefined;
  readonly #fetch: FetchToken;
  readonly #clock: Clock;
  readonly #now: () => number;
  readonly #isolated: boolean;

  constructor(fetch: FetchToken, options: TokenCacheOptions) {
    this.#fetch = fetch;
    this.#clock = options.clock;
    this.#now = options.now;
    this.#isolated = options.isolated ?? isWorkerd();
  }

  /** Returns a token that the server has not refused. */
  async get(signal: AbortSignal): Promise<Token> {
    for (;;) {
      const token = this.peek();
      if (token) {
        const now = this.#now();
        if (now >= this.#freshUntil && now >= this.#pauseUntil && !this.#current()) this.#renew(token);
        return token;
      }
      const generation = this.#generation;
      const flight = this.#current();
      const fetched = flight ? await this.#join(flight, signal) : await this.#lead(signal);
      if (fetched && generation === this.#generation) return fetched;
    }
  }

  /** Returns the token if it can be used as it is. */
  peek(): Token | undefined {
    return this.#token && this.#token.expiresAt - this.#now() > blockMs ? this.#token : undefined;
  }

  /** Drops a token that the server refused, unless a newer one has arrived meanwhile. */
  refuse(accessToken: string): void {
    if (this.#token ? this.#token.accessToken !== accessToken : this.#refused === accessToken) return;
    this.#token = undefined;
    this.#refused = accessToken;
    this.#generation++;
    this.#flight = undefined;
  }

  /** The fetch to join, if there is one that may still succeed. */
  #current(): Flight | undefined {
    const flight = this.#flight;
    const lost = flight && this.#isolated && this.#clock.now() - flight.startedAt >= leaseMs;
    return lost ? undefined : flight;
  }

  /** Starts a fetch and waits for it. */
  async #lead(signal: AbortSignal): Promise<Token | undefined> {
    const { flight, landed } = this.#start(undefined);
    try {
      await abortable(landed, signal);
    } finally {
      this.#leave(flight, true);
    }
    return tokenOf(flight);
  }

  /** Waits for a fetch that another call started. Returns undefined when it can no longer be expected to end. */
  async #join(flight: Flight, signal: AbortSignal): Promise<Token | undefined> {
    flight.waiting++;
    try {
      if (this.#isolated) {
        while (!flight.outcome && this.#current() === flight) await this.#clock.sleep(pollMs, signal);
      } else if (!flight.outcome) {
        await woken(flight.wake, signal);
      }
    } finally {
      this.#leave(flight, false);
    }
    return tokenOf(flight);
  }

  /** The last call that leaves cancels the fetch. Nobody joins it any more, because it is about to end. */
  #leave(flight: Flight, isLeader: boolean): void {
    flight.waiting--;
    const abandoned = flight.waiting === 0 || (this.#isolated && isLeader);
    if (flight.outcome || !abandoned) return;
    if (this.#flight === flight) this.#flight = undefined;
    // In Workers nothing of another request may be touched.
    if (flight.waiting === 0 && (isLeader || !this.#isolated)) flight.cancel.abort();
  }

  /** Renews the token without anybody waiting. */
  #renew(token: Token): void {
    const { flight, landed } = this.#start(token);
    const endDeadline = startDeadline(this.#clock, backgroundMs, () => flight.cancel.abort());
    const finish = (): void => {
      endDeadline();
      if (flight.outcome && "error" in flight.outcome) this.#pauseUntil = this.#now() + pauseMs;
    };
    landed.then(finish, finish);
  }

  #start(current: Token | undefined): { flight: Flight; landed: Promise<void> } {
    const flight: Flight = {
      startedAt: this.#clock.now(),
      cancel: new AbortController(),
      wake: new Set(),
      waiting: 1,
    };
    this.#flight = flight;
    return { flight, landed: this.#run(flight, current) };
  }

  async #run(flight: Flight, current: Token | undefined): Promise<void> {
    const { signal } = flight.cancel;
    try {
      // Not all that a fetch uses heeds its signal.
      const token = await abortable(this.#fetch(current, this.#refused, signal), signal);
      flight.outcome = { token };
      if (this.#flight === flight) this.#keep(token);
    } catch (error) {
      flight.outcome = { error };
    }
    if (this.#flight === flight) this.#flight = undefined;
    if (!this.#isolated) for (const wake of flight.wake) wake();
  }

  #keep(token: Token): void {
    const left = token.expiresAt - this.#now();
    this.#token = token;
    this.#freshUntil = token.expiresAt - Math.min(renewMs, left / 4);
  }
}

function tokenOf({ outcome }: Flight): Token | undefined {
  // Each call that waited has its own error: it writes into it how many requests it took.
  if (outcome && "error" in outcome) throw copyError(outcome.error);
  return outcome?.token;
}

/** Waits until it is woken or the signal aborts. */
async function woken(wake: Set<() => void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let done: () => void = () => {};
  let removeListener: () => void = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      done = resolve;
      wake.add(resolve);
      removeListener = onAbort(signal, () => reject(signal.reason));
    });
  } finally {
    wake.delete(done);
    removeListener();
  }
}
