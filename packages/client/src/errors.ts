import type { components } from "./generated/openapi.ts";

// A key that all copies of the package share, so that guards work where `instanceof` does not.
const kind: unique symbol = Symbol.for("@enos-ota/client.error");

/** What an error may know besides its message. */
export interface OtaErrorDetails {
  /** The server's ID of the request; give it to support. */
  readonly requestId?: string | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable?: boolean | undefined;
  /** What lay beneath. */
  readonly cause?: unknown;
  /** Requests that were sent for the call, retries included. */
  readonly attempts?: number | undefined;
}

/** The root of every error that the client throws. */
export class OtaError extends Error {
  override readonly name: string = "OtaError";
  /** Requests sent for the call, repeats included; 0 when none was. */
  readonly attempts: number = 0;
  /** The server's ID of the request, where there was an answer that had one. */
  declare readonly requestId: string | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean = false;

  constructor(
    message: string,
    { cause, ...fields }: OtaErrorDetails & Readonly<Record<string, unknown>> = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    // What a class declares beyond these three comes with the details.
    Object.assign(this, fields);
    Object.defineProperty(this, kind, { value: true });
  }

  /** All fields but stack and cause, for logs. Holds no secret. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), message: this.message };
  }
}

/** The API answered with a code other than 0, whatever the HTTP status. */
export class OtaApiError extends OtaError {
  override readonly name = "OtaApiError";
  /** The API's code, such as 99400. */
  declare readonly code: number;
  /** The code's name, such as `InvalidArgument`; undefined for a code that the spec does not list. */
  declare readonly codeName: string | undefined;
  /** The HTTP status of the answer. */
  declare readonly status: number;
  /** How long the server asked to wait, in ms. */
  declare readonly retryAfterMs: number | undefined;

  constructor(message: string, details: OtaErrorDetails & ApiErrorDetails) {
    super(message, { ...details });
  }
}

/** What an {@link OtaApiError} knows. */
export interface ApiErrorDetails {
  readonly code: number;
  readonly codeName?: string | undefined;
  readonly status: number;
  readonly retryAfterMs?: number | undefined;
}

/** The gateway, or something else on the way, answered with an HTTP status that is no success. */
export class OtaHttpError extends OtaError {
  override readonly name = "OtaHttpError";
  /** The HTTP status. */
  declare readonly status: number;
  /** How long the server asked to wait, in ms. */
  declare readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    status: number,
    details: OtaErrorDetails & { retryAfterMs?: number | undefined } = {},
  ) {
    super(message, { ...details, status });
  }
}

/** No complete answer came: name not found, connection refused or reset. `cause` tells which. */
export class OtaConnectionError extends OtaError {
  override readonly name = "OtaConnectionError";
}

/** A deadline passed. */
export class OtaTimeoutError extends OtaError {
  override readonly name = "OtaTimeoutError";
  /** Which: one request (`timeoutMs`), the whole call (`totalTimeoutMs`), or `waitFor`. */
  declare readonly scope: "attempt" | "total" | "waitFor";
  /** The deadline in ms. */
  declare readonly timeoutMs: number;
  /** What the last completed look of `waitFor()` found; undefined when there was none. */
  declare readonly lastJobs: readonly components["schemas"]["JobInfo"][] | undefined;

  constructor(
    scope: OtaTimeoutError["scope"],
    timeoutMs: number,
    { lastLook, ...details }: OtaErrorDetails & LastLook = {},
  ) {
    const text = `${timeoutTexts[scope]} took longer than ${timeoutMs} ms.`;
    super(lastLook ? `${text} ${lastLook}` : text, { retryable: true, ...details, scope, timeoutMs });
  }
}

/** What `waitFor()` saw last. */
interface LastLook {
  /** A sentence about it. */
  readonly lastLook?: string;
  readonly lastJobs?: readonly unknown[] | undefined;
}

const timeoutTexts = {
  attempt: "The request (option timeoutMs)",
  total: "The call with its repeats (option totalTimeoutMs)",
  waitFor: "waitFor() (option deadlineMs)",
} as const;

/** The caller's signal aborted; `cause` is its reason. */
export class OtaAbortError extends OtaError {
  override readonly name = "OtaAbortError";

  constructor(reason?: unknown) {
    super("The call was aborted by its signal.", { cause: reason });
  }
}

/** The answer is not what the API documents: not JSON, too large, or without what it must have. */
export class OtaParseError extends OtaError {
  override readonly name = "OtaParseError";
  /** The HTTP status of the answer. */
  declare readonly status: number;
  /** The content type of the answer. */
  declare readonly contentType: string | undefined;
  /** The first characters of the answer. */
  declare readonly snippet: string | undefined;

  constructor(
    message: string,
    details: OtaErrorDetails & {
      status: number;
      contentType?: string | undefined;
      snippet?: string | undefined;
    },
  ) {
    super(message, { ...details });
  }
}

/** The list of jobs moved faster than it could be read, or the server's pages make no sense. */
export class OtaPagingError extends OtaError {
  override readonly name = "OtaPagingError";
}

/** The client was set up or called wrongly; nothing was sent. */
export class OtaConfigError extends OtaError {
  override readonly name = "OtaConfigError";
  /** The option that is wrong. */
  declare readonly option: string | undefined;
  /** The environment variable that can be set in its place. */
  declare readonly variable: string | undefined;

  constructor(message: string, option?: string, variable?: string, details: OtaErrorDetails = {}) {
    super(message, { ...details, option, variable });
  }
}

/** Whether a value is an error of this package, of whatever copy of it. */
export function isOtaError(value: unknown): value is OtaError {
  return value instanceof Error && kind in value;
}

function guard<E extends OtaError>(name: string): (value: unknown) => value is E {
  return (value): value is E => isOtaError(value) && value.name === name;
}

/** Whether a value is an {@link OtaApiError}. */
export const isOtaApiError: (value: unknown) => value is OtaApiError = guard("OtaApiError");

/** Whether a value is an {@link OtaHttpError}. */
export const isOtaHttpError: (value: unknown) => value is OtaHttpError = guard("OtaHttpError");

/** Whether a value is an {@link OtaConnectionError}. */
export const isOtaConnectionError: (value: unknown) => value is OtaConnectionError =
  guard("OtaConnectionError");

/** Whether a value is an {@link OtaTimeoutError}. */
export const isOtaTimeoutError: (value: unknown) => value is OtaTimeoutError = guard("OtaTimeoutError");

/** Whether a value is an {@link OtaAbortError}. */
export const isOtaAbortError: (value: unknown) => value is OtaAbortError = guard("OtaAbortError");

/** Whether a value is an {@link OtaParseError}. */
export const isOtaParseError: (value: unknown) => value is OtaParseError = guard("OtaParseError");

/** Whether a value is an {@link OtaPagingError}. */
export const isOtaPagingError: (value: unknown) => value is OtaPagingError = guard("OtaPagingError");

/** Whether a value is an {@link OtaConfigError}. */
export const isOtaConfigError: (value: unknown) => value is OtaConfigError = guard("OtaConfigError");
