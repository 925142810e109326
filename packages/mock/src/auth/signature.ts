import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";

const encoder = new TextEncoder();

/** What the signature of a business call covers. */
export interface Signed {
  readonly accessToken: string;
  readonly query: URLSearchParams;
  /** The bytes of the body as received. */
  readonly body: Uint8Array;
  readonly timestamp: string;
  readonly secretKey: string;
}

/** The signature that a business call must carry: the `signature` scheme of the spec. */
export function signatureOf({ accessToken, query, body, timestamp, secretKey }: Signed): string {
  // Sorted by UTF-16 code unit, which is ASCII order for every name that the API knows.
  const names = [...new Set(query.keys())].sort();
  const parameters = names.map((name) => name + (query.get(name) ?? "")).join("");
  const hash = sha256.create();
  hash.update(encoder.encode(accessToken + parameters));
  hash.update(body);
  hash.update(encoder.encode(timestamp + secretKey));
  return bytesToHex(hash.digest());
}

/** The `encryption` that a token call must carry: the `TokenRequest` schema of the spec. */
export function encryptionOf(accessKey: string, timestamp: number, secretKey: string): string {
  return bytesToHex(sha256(encoder.encode(`${accessKey}${timestamp}${secretKey}`)));
}
