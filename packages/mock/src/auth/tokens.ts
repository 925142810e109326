import { assumptions } from "../core/assumptions.ts";
import { tokenLifetimeMs } from "../generated/limits.ts";

/** A token that was issued. */
interface Token {
  readonly text: string;
  expiresAt: number;
}

/** Whether a token may be used now. */
export type TokenState = "valid" | "expired" | "unknown";

/** The access tokens of one mock. */
export class Tokens {
  readonly #lifetimeMs: number;
  readonly #issued = new Map<string, Token>();
  #current: Token | undefined;

  constructor(lifetimeMs: number = tokenLifetimeMs) {
    this.#lifetimeMs = lifetimeMs;
  }

  /** The token that is valid already, or a new one: a second call before expiry returns the same token. */
  get(now: number): { readonly accessToken: string; readonly expire: number } {
    if (this.#current === undefined || this.#current.expiresAt <= now) return this.issue(now);
    return answer(this.#current, now);
  }

  /** A new token in place of one that is still valid. */
  refresh(old: string, now: number): { readonly accessToken: string; readonly expire: number } {
    if (assumptions.refreshEndsOldToken) this.expire(old);
    return this.issue(now);
  }

  /** A new token. */
  issue(now: number): { readonly accessToken: string; readonly expire: number } {
    // Random, so that a token kept from an earlier mock is not taken for one of this one's.
    const text = `mock-token-${Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10)).join("")}`;
    const token: Token = { text, expiresAt: now + this.#lifetimeMs };
    this.#issued.set(text, token);
    this.#current = token;
    return answer(token, now);
  }

  /** What a token is worth. */
  stateOf(text: string, now: number): TokenState {
    const token = this.#issued.get(text);
    if (!token) return "unknown";
    return token.expiresAt > now ? "valid" : "expired";
  }

  /** Ends a token, or all of them, before its time. */
  expire(text?: string): void {
    for (const token of this.#issued.values()) {
      if (text === undefined || token.text === text) token.expiresAt = Number.NEGATIVE_INFINITY;
    }
  }
}

function answer(token: Token, now: number): { accessToken: string; expire: number } {
  return { accessToken: token.text, expire: Math.floor((token.expiresAt - now) / 1000) };
}
