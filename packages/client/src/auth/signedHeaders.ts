import { headers } from "../generated/headers.ts";
import type { PlainHeaders } from "../headers.ts";
import type { UnsignedRequest } from "../options.ts";
import type { Hash } from "./sha256.ts";
import { signedText } from "./sign.ts";

/**
 * Returns the three headers of a signed request. The time is read here, as late as possible. Equal requests of one
 * millisecond have the same signature: profile entry `repeatedSignature`.
 */
export async function signedHeaders(
  { url, body }: Pick<UnsignedRequest, "url" | "body">,
  accessToken: string,
  secretKey: string,
  now: () => number,
  hash: Hash,
): Promise<PlainHeaders> {
  const timestamp = now();
  return {
    [headers.accessToken]: accessToken,
    [headers.signature]: await hash(signedText({ url, body, accessToken, secretKey, timestamp })),
    [headers.timestamp]: String(timestamp),
  };
}
