/** Gives the lower-case hex SHA-256 of a text's UTF-8 bytes. */
export type Hash = (text: string) => string | Promise<string>;

/** What a signature covers. */
export interface SignInput {
  /** The URL that is sent, with its query. */
  readonly url: string | URL;
  /** The body, exactly as it is sent. */
  readonly body?: string | undefined;
  /** The token that is sent in `apim-accesstoken`. */
  readonly accessToken: string;
  /** The secret key of the application. */
  readonly secretKey: string;
  /** The time that is sent in `apim-timestamp`, epoch milliseconds. */
  readonly timestamp: number | string;
}

/**
 * Signs a request: the lower-case hex SHA-256 of token, query, body, timestamp and secret key, in this order.
 * The query counts decoded, name followed by value, sorted by name in ASCII order. [documented]
 */
export async function sign(input: SignInput): Promise<string> {
  return sha256(signedText(input));
}

/** The text whose hash is the signature. */
export function signedText(input: SignInput): string {
  const query = String(input.url)
    .replace(/#.*$/s, "")
    .replace(/^[^?]*\??/s, "");
  const params = new URLSearchParams(query);
  // The first value counts where a name repeats. [seen in samples]
  const paramsData = [...new Set(params.keys())].sort().map((name) => name + (params.get(name) ?? ""));
  return `${input.accessToken}${paramsData.join("")}${input.body ?? ""}${input.timestamp}${input.secretKey}`;
}

/** The {@link Hash} of WebCrypto. */
export async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
