import { codeFacts } from "../codeFacts.ts";
import { isOtaApiError, isOtaHttpError, type OtaError } from "../errors.ts";

/**
 * Whether a failure says that the server refused the token: by HTTP 401, or by a code. Profile entries `missingToken`,
 * `expiredToken` and `wrongSignature`.
 */
export function isTokenRefused(failure: OtaError): boolean {
  if (isOtaHttpError(failure)) return failure.status === 401;
  if (!isOtaApiError(failure)) return false;
  const recovery = codeFacts(failure.code)?.recovery;
  // Wrong keys stay wrong, whatever the HTTP status.
  return recovery ? recovery === "refreshToken" : failure.status === 401;
}

/** Statuses that tell about the server's load or its network, and nothing about the request. */
const unrelatedStatuses: readonly number[] = [408, 429, 502, 503, 504];

/**
 * Whether a failure may be caused by a token that another process wrote. Such a token may be broken in ways that no
 * check finds (one that is too long for the server's header limit gives 431), and would fail every call until it ends.
 */
export function isTokenSuspect(failure: OtaError): boolean {
  return isTokenRefused(failure) || (isOtaHttpError(failure) && !unrelatedStatuses.includes(failure.status));
}
