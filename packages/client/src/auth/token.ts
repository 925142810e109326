/** A token and when it ends. */
export interface Token {
  readonly accessToken: string;
  /** Epoch ms, by the server's clock. */
  readonly expiresAt: number;
  /** Whether it comes from a token store: another process got it, so it is trusted less. */
  readonly stored?: boolean;
}

/**
 * Fetches a token.
 *
 * @param current - A token that is still valid and is to be renewed.
 * @param refused - A token that the server refused and that must not be returned again.
 */
export type FetchToken = (
  current: Token | undefined,
  refused: string | undefined,
  signal: AbortSignal,
) => Promise<Token>;

/** Servers limit all headers of a request together, often to 8 KiB; tokens of EnOS have some 30 characters. */
const maxTokenLength = 4096;

/** Whether a value can be sent as a token: visible ASCII characters, and not too long for a header. */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && value.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(value);
}
