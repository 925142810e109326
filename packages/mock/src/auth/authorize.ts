import { type Assumptions, assumptions } from "../core/assumptions.ts";
import type { WireRequest } from "../engine/wire.ts";
import { headers } from "../generated/headers.ts";
import { signatureWindowMs } from "../generated/limits.ts";
import type { AuthPolicy } from "./credentials.ts";
import { signatureOf } from "./signature.ts";
import type { Tokens } from "./tokens.ts";

/** Why a business call was refused: `code` for an answer in the service's envelope, else the gateway's 401. */
export interface Refusal {
  readonly code?: Assumptions["emptyTokenCode" | "expiredTokenCode"];
  readonly reason: string;
}

/** Checks token, timestamp and signature of a business call. Undefined if all is well. */
export function authorize(
  request: WireRequest,
  policy: AuthPolicy,
  tokens: Tokens,
  now: number,
): Refusal | undefined {
  const accessToken = request.headers.get(headers.accessToken) ?? "";
  const signature = request.headers.get(headers.signature) ?? "";
  const timestamp = request.headers.get(headers.timestamp) ?? "";
  if (!accessToken)
    return { code: assumptions.emptyTokenCode, reason: `the header ${headers.accessToken} is missing` };
  if (!signature) return { reason: `the header ${headers.signature} is missing` };
  if (!/^\d+$/.test(timestamp)) {
    return { reason: `the header ${headers.timestamp} must hold the time in epoch milliseconds` };
  }
  const state = tokens.stateOf(accessToken, now);
  if (state === "expired") return { code: assumptions.expiredTokenCode, reason: "the token has expired" };
  if (state === "unknown") return { reason: "this mock has not issued the token" };
  const stale = staleness(Number(timestamp), now);
  if (stale) return { reason: stale };
  const wanted = signatureOf({
    accessToken,
    query: request.query,
    body: request.body,
    timestamp,
    secretKey: policy.secretKey,
  });
  // Whether a signature may be used twice is not known; two equal searches within a millisecond must not fail here.
  if (signature === wanted) return undefined;
  if (signature.toLowerCase() === wanted) return { reason: "the signature must be in lower-case hex" };
  return {
    reason:
      "the signature does not fit; it covers the token, the query sorted by name (URL-decoded, action included), " +
      "the body's bytes as sent, the timestamp and the secret key",
  };
}

/** Says how far a timestamp lies outside the window; undefined if it lies inside. */
export function staleness(timestamp: number, now: number): string | undefined {
  const off = timestamp - now;
  if (Math.abs(off) <= signatureWindowMs) return undefined;
  const seconds = Math.round(Math.abs(off) / 1000);
  return `the timestamp is ${seconds} s ${off > 0 ? "ahead of" : "behind"} the server's clock; ${
    signatureWindowMs / 1000
  } s are allowed`;
}
