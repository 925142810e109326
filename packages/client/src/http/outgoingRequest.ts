import type { PlainHeaders } from "../headers.ts";
import type { CallOptions } from "../options.ts";
import type { Operation } from "./operation.ts";

/** A request before it is authorized. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: PlainHeaders;
  /** The body, or a function that returns that of an attempt: a token call needs a new one each time. */
  readonly body: string | undefined | ((timestamp: number) => Promise<string>);
  /** What the spec says about the operation; undefined for one that it does not have. */
  readonly operation: Operation | undefined;
}

/** What a call is sent with. */
export interface SendOptions extends CallOptions {
  /** Whether the first failure fails the call, even where another attempt would not count as a retry. @default false */
  readonly isSingleAttempt?: boolean;
}
