import type { OtaError } from "../errors.ts";
import type { PlainHeaders } from "../headers.ts";
import type { UnsignedRequest } from "../options.ts";

/**
 * Where `auth` and `http` meet: `http` asks for the headers of each attempt and reports a failed one; it knows nothing
 * about tokens.
 */
export interface Authorizer {
  readonly authorize: Authorize;
  /**
   * Waits for what {@link authorize} would wait for, such as a token, and returns an {@link Authorize} that waits for
   * nothing. Used before a rate limiter is asked for a permit: a permit that waited for a token would be used later than it
   * was given, and the token call needs one too.
   */
  readonly prepare?: (signal: AbortSignal) => Promise<Authorize>;
}

/**
 * Returns what one attempt is authorized with.
 *
 * @param now - Reads the time to sign with, in epoch ms. It is read last, because getting a token may take long and
 * may correct it.
 * @throws An `OtaError` when a token call failed. The caller counts it against its own retry budget.
 */
export type Authorize = (
  request: Omit<UnsignedRequest, "timestamp">,
  now: () => number,
) => Promise<Authorization>;

/** What one attempt was authorized with. */
export interface Authorization {
  readonly headers: PlainHeaders;
  /**
   * Reports how the attempt failed. Returns whether the authorization was the reason and another attempt will have a
   * new one; such an attempt does not count as a retry, but is worth making only once per call. Absent where the
   * authorization cannot change.
   */
  readonly refuse?: ((failure: OtaError) => boolean) | undefined;
}

/** For requests that need no authorization. */
export const noAuthorizer: Authorizer = { authorize: async () => ({ headers: {} }) };
