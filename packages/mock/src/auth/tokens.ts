/** A token that was issued. */
interface Token {
  readonly text: string;
  expiresAt: number;
  /** Signatures of calls with it. */
  readonly signatures: Set<string>;
}

/** A token and its remaining lifetime, as the token service returns them. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expire: number;
}

/** Whether a token can be used now. */
export type TokenState = "valid" | "expired" | "unknown";

/** The access tokens of one mock. */
export class Tokens {
  readonly #lifetimeMs: number;
  readonly #issued = new Map<string, Token>();
  #current: Token | undefined;

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs;
  }

  /** Returns the current token, or a new one after its expiry: a second call before the expiry returns the same token. */
  get(now: number): IssuedToken {
    return this.#current && this.#current.expiresAt > now ? issued(this.#current, now) : this.issue(now);
  }

  /** Issues a new token. */
  issue(now: number): IssuedToken {
    // Random, so that a token of another mock is not accepted as one of this mock.
    const random = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10).padEnd(8, "0"));
    const text = `mock-token-${random.join("")}`;
    const token: Token = { text, expiresAt: now + this.#lifetimeMs, signatures: new Set() };
    this.#issued.set(token.text, token);
    this.#current = token;
    return issued(token, now);
  }

  stateOf(text: string, now: number): TokenState {
    const token = this.#issued.get(text);
    if (!token) return "unknown";
    return token.expiresAt > now ? "valid" : "expired";
  }

  /** Remembers a signature as long as its token. Returns whether it is new. */
  useSignature(text: string, signature: string): boolean {
    const { signatures } = this.#issued.get(text) ?? {};
    if (signatures?.has(signature)) return false;
    signatures?.add(signature);
    return true;
  }

  /** Makes a token expire now. */
  expire(text: string): void {
    const token = this.#issued.get(text);
    if (token) token.expiresAt = Number.NEGATIVE_INFINITY;
  }

  /** Forgets all tokens, so that they become unknown. */
  clear(): void {
    this.#issued.clear();
    this.#current = undefined;
  }
}

function issued({ text, expiresAt }: Token, now: number): IssuedToken {
  return { accessToken: text, expire: Math.floor((expiresAt - now) / 1000) };
}
