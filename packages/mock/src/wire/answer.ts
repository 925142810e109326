/** An answer before a door writes it. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON data. */
  readonly body: unknown;
  /** Sent in place of `body`, for answers that are not JSON. */
  readonly text?: string;
}

const encoder = new TextEncoder();
const json = { "content-type": "application/json;charset=UTF-8" };

/** An answer of JSON. */
export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { ...json, ...headers }, body };
}

/** An answer of the gateway, sent before a request reaches the service (`GatewayError` of the spec). */
export function gatewayError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return answer(status, { message }, headers);
}

/** The bytes of an answer's body. */
export function bytesOf({ text, body }: Answer): Uint8Array<ArrayBuffer> {
  return encoder.encode(text ?? JSON.stringify(body));
}
