import { authHeaders } from "../generated/authHeaders.ts";
import type { PlainHeaders } from "../headers.ts";
import type { UnsignedRequest } from "../options.ts";
import type { Hash } from "./sha256.ts";
import { signedText } from "./sign.ts";

/** A difference that only a correction of the clock makes, in ms. */
const clockCorrectionMs = 60_000;

/** Returns the three headers of a signed request. */
export type Signer = (
  request: Pick<UnsignedRequest, "url" | "body">,
  accessToken: string,
  now: () => number,
) => Promise<PlainHeaders>;

/**
 * Makes the signer of a client. It reads the time as late as possible. Equal requests of one millisecond would have one
 * signature, which the server may take for a repeated request: each of them gets a later time than the one before.
 * Profile entry `repeatedSignature`.
 */
export function createSigner(secretKey: string, hash: Hash): Signer {
  const timesOf = new Map<string, number>();
  let present = 0;

  const unusedTime = (request: string, now: number): number => {
    if (now !== present) {
      // Nothing that was signed with an earlier time can be signed again; far ahead of now, the clock was wrong.
      for (const [signed, time] of timesOf) {
        if (time < now || time > now + clockCorrectionMs) timesOf.delete(signed);
      }
      present = now;
    }
    const time = Math.max(now, (timesOf.get(request) ?? 0) + 1);
    timesOf.set(request, time);
    return time;
  };

  return async ({ url, body }, accessToken, now) => {
    const timestamp = unusedTime(`${accessToken}\n${url}\n${body}`, now());
    return {
      [authHeaders.accessToken]: accessToken,
      [authHeaders.signature]: await hash(signedText({ url, body, accessToken, secretKey, timestamp })),
      [authHeaders.timestamp]: String(timestamp),
    };
  };
}
