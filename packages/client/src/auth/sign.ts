import { memoize } from "../memoize.ts";
import { sha256 } from "./sha256.ts";

/** What a signature covers. */
export interface SignInput {
  /** The URL that is sent, with its query. */
  readonly url: string | URL;
  /** The body, exactly as it is sent. */
  readonly body?: string | undefined;
  /** The token that is sent in the header `authHeaders.accessToken`. */
  readonly accessToken: string;
  /** The secret key of the application. */
  readonly secretKey: string;
  /** The time that is sent in the header `authHeaders.timestamp`, in epoch milliseconds. */
  readonly timestamp: number | string;
}

/**
 * Signs a request: returns the lower-case hexadecimal SHA-256 of the token, the query, the body, the timestamp and the
 * secret key, in this order. The query counts decoded, each name followed by its value, sorted by name in ASCII order.
 * (Documented on the EnOS page "Invoking API with Access Token".)
 *
 * @throws `OtaConfigError` where the runtime has no SHA-256, such as a browser page that was not loaded over https.
 *
 * @example
 * ```ts
 * const signature = await sign({ url, body, accessToken, secretKey, timestamp: Date.now() });
 * ```
 */
export async function sign(input: SignInput): Promise<string> {
  return sha256(signedText(input));
}

/** Returns the text whose SHA-256 is the signature. */
export function signedText({ url, body = "", accessToken, secretKey, timestamp }: SignInput): string {
  return `${accessToken}${signedQuery(String(url))}${body}${timestamp}${secretKey}`;
}

// The searches of a client have the same URL.
const signedQuery = memoize(16, (url) => {
  const query = url.replace(/#.*$/s, "").replace(/^[^?]*\??/s, "");
  const params = new URLSearchParams(query);
  // Where a name repeats, its first value counts, as in the vendor's sample code.
  const names = [...new Set(params.keys())].sort();
  return names.map((name) => name + (params.get(name) ?? "")).join("");
});
