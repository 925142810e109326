import type { OtaJob } from "../core/job.ts";

/** A request as any of the doors received it. */
export interface WireRequest {
  /** In upper case. */
  readonly method: string;
  /** The path of the URL, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: { get(name: string): string | null | undefined };
  /** The body as it came, byte for byte: the signature covers these bytes. */
  readonly body: Uint8Array;
}

/** An answer before it is written to the wire. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON data. */
  readonly body: unknown;
  /** The jobs that `body.data` holds, where it holds some of the store. */
  readonly jobs?: readonly OtaJob[];
  /** Sent in place of `body`: no JSON. */
  readonly text?: string;
}

const json = { "content-type": "application/json;charset=UTF-8" };

/** An answer of JSON. */
export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { ...json, ...headers }, body };
}

/** What the gateway answers before a request reaches the service (`GatewayError` of the spec). */
export function gatewayError(status: number, message: string): Answer {
  return answer(status, { message });
}
