import type { OtaError } from "../errors.ts";
import type { UnsignedRequest } from "../options.ts";

/**
 * Where `auth` and `http` meet: `http` asks for the headers of each attempt and reports a failed one; it knows nothing
 * about tokens.
 */
export interface Authorizer {
  /**
   * Returns what one attempt is authorized with.
   *
   * @param now - Reads the time to sign with, in epoch ms. It is read last, because getting a token may take long and
   * may correct it.
   * @throws An `OtaError` when a token call failed. The caller counts it against its own retry budget.
   */
  authorize(request: Omit<UnsignedRequest, "timestamp">, now: () => number): Promise<Authorization>;
}

/** What one attempt was authorized with. */
export interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Reports how the attempt failed. Returns whether the authorization was the reason and another attempt will have a
   * new one; such an attempt does not count as a retry, but is worth making only once per call. Absent where the
   * authorization cannot change.
   */
  readonly refuse?: ((failure: OtaError) => boolean) | undefined;
}

/** For requests that need no authorization. */
export const noAuthorizer: Authorizer = { authorize: async () => ({ headers: {} }) };
