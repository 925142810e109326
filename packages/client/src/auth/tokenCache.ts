import { abortable } from "../deadline.ts";

/** A token and when it ends. */
export interface Token {
  readonly accessToken: string;
  /** Epoch ms, by the server's clock. */
  readonly expiresAt: number;
}

/** Renew in the background when less than this is left, or than a quarter of the token's life. */
const renewMs = 600_000;
/** Do not use a token with less than this left: it may end on its way. */
const blockMs = 30_000;
/** After a failed renewal in the background, leave the server alone for so long. */
const pauseMs = 5_000;

/** Fetches a token. `current` is one that still lives; `refused` one that must not be given again. */
export type FetchToken = (
  current: Token | undefined,
  refused: string | undefined,
  signal: AbortSignal,
) => Promise<Token>;

interface Pending {
  readonly token: Promise<Token>;
  readonly cancel: AbortController;
  waiting: number;
}

/**
 * Keeps one token. Fresh: given at once. Ageing: given at once, and renewed behind the caller's back. About to end,
 * or none: callers wait for one fetch that they share. When the last of them gives up, the fetch is cancelled.
 * Each refusal starts a new generation; what was fetched for an older one is thrown away.
 */
export class TokenCache {
  #token: Token | undefined;
  #freshUntil = 0;
  #refused: string | undefined;
  #generation = 0;
  #pauseUntil = 0;
  #pending: Pending | undefined;
  readonly #fetch: FetchToken;
  readonly #now: () => number;

  constructor(fetch: FetchToken, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** Gives a token that was not refused. */
  async get(signal: AbortSignal): Promise<string> {
    for (;;) {
      const now = this.#now();
      if (this.#token && this.#token.expiresAt - now > blockMs) {
        if (now >= this.#freshUntil && now >= this.#pauseUntil && !this.#pending) {
          this.#start(this.#token).token.catch(() => {
            this.#pauseUntil = this.#now() + pauseMs;
          });
        }
        return this.#token.accessToken;
      }
      const generation = this.#generation;
      const token = await this.#wait(signal);
      if (generation === this.#generation) return token.accessToken;
    }
  }

  /** Throws a token away that the server refused, unless a newer one has come meanwhile. */
  refuse(accessToken: string): void {
    if (this.#token ? this.#token.accessToken !== accessToken : this.#refused === accessToken) return;
    this.#token = undefined;
    this.#refused = accessToken;
    this.#generation++;
    this.#pending = undefined;
  }

  async #wait(signal: AbortSignal): Promise<Token> {
    const pending = this.#pending ?? this.#start(undefined);
    pending.waiting++;
    try {
      return await abortable(pending.token, signal);
    } finally {
      if (--pending.waiting === 0) pending.cancel.abort();
    }
  }

  #start(current: Token | undefined): Pending {
    const generation = this.#generation;
    const cancel = new AbortController();
    const fetching = this.#fetch(current, this.#refused, cancel.signal).then((token) => {
      if (generation === this.#generation) {
        const left = token.expiresAt - this.#now();
        this.#token = token;
        this.#freshUntil = token.expiresAt - Math.min(renewMs, left / 4);
      }
      return token;
    });
    const pending = { token: fetching, cancel, waiting: 0 };
    this.#pending = pending;
    const clear = (): void => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    fetching.then(clear, clear);
    return pending;
  }
}
