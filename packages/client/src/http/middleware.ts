/** One attempt, signed and ready to be sent. */
export interface OtaRequest {
  readonly method: string;
  /** The signature covers the query. */
  readonly url: string;
  /** May be changed; the headers of the signature are already here. */
  readonly headers: Headers;
  /** The signature covers every byte of it. */
  readonly body: string | undefined;
  /** Aborts when the attempt is to end. */
  readonly signal: AbortSignal;
}

/** Sends the request on, to the next middleware or to `fetch`. */
export type Next = (request: OtaRequest) => Promise<Response>;

/**
 * A function around each attempt, token calls included. It sees the signed request, so it may add headers, answer
 * by itself or look at the response, but whoever changes query or body breaks the signature. A response body can be
 * read once: read a `clone()`. What it throws counts as a failed connection and is repeated.
 */
export type Middleware = (request: OtaRequest, next: Next) => Promise<Response>;
