import { sha256 } from "./sha256.ts";

const encoder = new TextEncoder();

/** What a business call's signature covers. */
export interface Signed {
  readonly accessToken: string;
  readonly query: URLSearchParams;
  /** The body as it came, byte for byte. */
  readonly body: Uint8Array;
  readonly timestamp: string;
  readonly secretKey: string;
}

/** The signature that a business call must carry: the `signature` scheme of the spec. */
export function signatureOf({ accessToken, query, body, timestamp, secretKey }: Signed): string {
  // Sorted by UTF-16 code unit, which is ASCII order for every name that the API knows.
  const names = [...new Set(query.keys())].sort();
  const parameters = names.map((name) => name + (query.get(name) ?? "")).join("");
  const head = encoder.encode(accessToken + parameters);
  const tail = encoder.encode(timestamp + secretKey);
  const message = new Uint8Array(head.length + body.length + tail.length);
  message.set(head);
  message.set(body, head.length);
  message.set(tail, head.length + body.length);
  return sha256(message);
}

/** The `encryption` that a token call must carry: the `TokenRequest` schema of the spec. */
export function encryptionOf(accessKey: string, timestamp: number, secretKey: string): string {
  return sha256(encoder.encode(`${accessKey}${timestamp}${secretKey}`));
}
