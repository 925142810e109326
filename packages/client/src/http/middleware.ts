/** One attempt, signed and ready to be sent. */
export interface OtaRequest {
  readonly method: string;
  /** The URL. The signature covers its query. */
  readonly url: string;
  /** The headers, those of the signature included. They may be changed. */
  readonly headers: Headers;
  /** The body. The signature covers every byte of it. */
  readonly body: string | undefined;
  /** Aborts when the attempt ends. */
  readonly signal: AbortSignal;
}

/** Sends the request on, to the next middleware or to `fetch`. */
export type Next = (request: OtaRequest) => Promise<Response>;

/**
 * A function around each attempt.
 *
 * - **Order**: the first of the list is the outermost: it sees the request first and the response last.
 * - **Retries**: it is below them, so it runs once for each attempt, and also for token calls. A response that it returns
 *   is judged like one of the server; what it throws counts as a failed connection and is retried.
 * - **Signature**: the request is signed already. Headers may be added; a changed query or body will be refused by the
 *   server.
 * - **Body of the response**: it belongs to the client, which reads it once. Read a `clone()`.
 * - **Deadline**: it runs within `timeoutMs`. When `request.signal` aborts, the client waits for it no longer.
 *
 * @example
 * const timing: Middleware = async (request, next) => {
 *   const started = performance.now();
 *   const response = await next(request);
 *   metrics.record(response.status, performance.now() - started);
 *   return response;
 * };
 */
export type Middleware = (request: OtaRequest, next: Next) => Promise<Response>;
