import { createHash } from "node:crypto";
import { authHeaders } from "../src/generated/authHeaders.ts";

// A separate signer for the tests, written from the documentation, so that the mock's signer does not verify itself.

export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** The headers of a business call. `query` as pairs, decoded. */
export function signedHeaders(
  query: Readonly<Record<string, string>>,
  body: string,
  accessToken: string,
  { secretKey }: Keys,
  timestamp = Date.now(),
): Record<string, string> {
  const parameters = Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + value)
    .join("");
  return {
    [authHeaders.accessToken]: accessToken,
    [authHeaders.signature]: sha256(accessToken + parameters + body + timestamp + secretKey),
    [authHeaders.timestamp]: String(timestamp),
  };
}

/** The body of a token call. */
export function tokenBody({ accessKey, secretKey }: Keys, timestamp = Date.now()) {
  return { appKey: accessKey, encryption: sha256(accessKey + timestamp + secretKey), timestamp };
}
