import type { Profile } from "../core/profile.ts";
import { authHeaders } from "../generated/authHeaders.ts";
import { signatureWindowMs } from "../generated/limits.ts";
import type { WireRequest } from "../wire/request.ts";
import type { AuthPolicy } from "./policy.ts";
import { isSdkToken } from "./sdkToken.ts";
import { signatureOf } from "./signature.ts";
import type { Tokens } from "./tokens.ts";

/** Why a business call was refused. */
export interface Refusal {
  /** 401 for an answer of the gateway; otherwise the code of an answer in the service's envelope. */
  readonly answer: Profile["missingToken" | "expiredToken" | "wrongSignature"];
  readonly reason: string;
}

/** What a call is checked against. */
export interface Authorization {
  readonly policy: AuthPolicy;
  readonly tokens: Tokens;
  readonly profile: Pick<Profile, "missingToken" | "expiredToken" | "wrongSignature" | "repeatedSignature">;
  readonly now: number;
}

/** Checks token, timestamp and signature of a business call. Returns undefined if all of them are valid. */
export function authorize(request: WireRequest, authorization: Authorization): Refusal | undefined {
  const { policy, profile } = authorization;
  if (policy.mode === "none") return undefined;
  const accessToken = request.headers.get(authHeaders.accessToken) ?? "";
  if (!accessToken) {
    return { answer: profile.missingToken, reason: `the header ${authHeaders.accessToken} is missing` };
  }
  if (policy.mode === "token") return checkToken(accessToken, authorization);
  return checkSigned(request, accessToken, authorization);
}

function checkToken(
  accessToken: string,
  { tokens, profile, now, policy }: Authorization,
): Refusal | undefined {
  const state = tokens.stateOf(accessToken, now);
  if (state === "expired") return { answer: profile.expiredToken, reason: "the token has expired" };
  if (state === "valid" || (policy.mode === "token" && isSdkToken(accessToken))) return undefined;
  return { answer: 401, reason: "this mock has not issued the token" };
}

function checkSigned(
  request: WireRequest,
  accessToken: string,
  authorization: Authorization,
): Refusal | undefined {
  const signature = request.headers.get(authHeaders.signature) ?? "";
  const timestamp = request.headers.get(authHeaders.timestamp) ?? "";
  if (!signature) return { answer: 401, reason: `the header ${authHeaders.signature} is missing` };
  if (!/^\d+$/.test(timestamp)) {
    const reason = `the header ${authHeaders.timestamp} must hold the time in epoch milliseconds`;
    return { answer: 401, reason };
  }
  const refusal = checkToken(accessToken, authorization);
  if (refusal) return refusal;
  const stale = staleness(Number(timestamp), authorization.now);
  if (stale) return { answer: 401, reason: stale };
  const { policy, profile, tokens } = authorization;
  const { query, body } = request;
  const wanted = signatureOf({ accessToken, query, body, timestamp, secretKey: policy.secretKey });
  if (signature !== wanted) return { answer: profile.wrongSignature, reason: mismatch(signature, wanted) };
  if (profile.repeatedSignature === "accepted" || tokens.useSignature(accessToken, signature))
    return undefined;
  return { answer: 401, reason: "the signature was used before; sign each call with a new timestamp" };
}

function mismatch(signature: string, wanted: string): string {
  if (signature.toLowerCase() === wanted) return "the signature must be in lower-case hex";
  return (
    "the signature does not match; it covers the token, the query sorted by name (URL-decoded, action included), " +
    "the bytes of the body as sent, the timestamp and the secret key"
  );
}

/** Returns how far a timestamp lies outside the accepted time; undefined if it lies within. */
export function staleness(timestamp: number, now: number): string | undefined {
  const off = timestamp - now;
  if (Math.abs(off) <= signatureWindowMs) return undefined;
  const seconds = Math.round(Math.abs(off) / 1000);
  return `the timestamp is ${seconds} s ${off > 0 ? "ahead of" : "behind"} the server's clock; ${
    signatureWindowMs / 1000
  } s are allowed`;
}
