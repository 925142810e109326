import type { ErrorCode, ErrorCodeName } from "./generated/errorCodes.ts";
import type { components } from "./generated/openapi.ts";

// In the registry that all copies of the package and all realms share, so that guards work where `instanceof` does not.
const mark: unique symbol = Symbol.for("@enos-ota/client.error");

/** What every {@link OtaError} can be told at its construction. */
export interface OtaErrorDetails {
  /** Requests sent for the call, retries included. @default 0 */
  readonly attempts?: number | undefined;
  /** The server's ID of the request. */
  readonly requestId?: string | undefined;
  /** Whether the same call may succeed later. @default false */
  readonly retryable?: boolean | undefined;
  /** The error that caused this one. */
  readonly cause?: unknown;
}

/** The base class of every error that the client throws. */
export class OtaError extends Error {
  override readonly name: string = "OtaError";
  /** Requests sent for the call, retries included; 0 if none was sent. */
  readonly attempts: number;
  /** The server's ID of the request, if there was an answer that had one. Support asks for it. */
  readonly requestId: string | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;

  constructor(message: string, { attempts = 0, requestId, retryable = false, cause }: OtaErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.attempts = attempts;
    this.requestId = requestId;
    this.retryable = retryable;
    Object.defineProperty(this, mark, { value: true });
  }

  /** Returns the message and all fields but stack and cause, for logs. It contains no secret. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), message: this.message };
  }
}

/** What an {@link OtaApiError} can be told. */
export interface OtaApiErrorDetails extends OtaErrorDetails {
  /** The API's code, such as 99400. */
  readonly code: ErrorCode;
  /** The name of the code, where the spec lists it. */
  readonly codeName?: ErrorCodeName | undefined;
  /** The API's own message. */
  readonly apiMessage?: string | undefined;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** How long the server asked to wait (`Retry-After`), in ms. */
  readonly retryAfterMs?: number | undefined;
}

/** The API answered with a code other than 0, with whatever HTTP status. */
export class OtaApiError extends OtaError {
  override readonly name = "OtaApiError";
  /** The API's code, such as 99400. Codes that the spec does not list occur, too. */
  readonly code: ErrorCode;
  /** The name of the code, such as `InvalidArgument`; undefined for a code that the spec does not list. */
  readonly codeName: ErrorCodeName | undefined;
  /** The API's own message, without what the client's message adds to it. */
  readonly apiMessage: string | undefined;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** How long the server asked to wait (`Retry-After`), in ms. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: OtaApiErrorDetails) {
    super(message, details);
    this.code = details.code;
    this.codeName = details.codeName;
    this.apiMessage = details.apiMessage;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** What an {@link OtaHttpError} can be told. */
export interface OtaHttpErrorDetails extends OtaErrorDetails {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** How long the server asked to wait (`Retry-After`), in ms. */
  readonly retryAfterMs?: number | undefined;
}

/** The gateway, or something else between here and the API, answered with an HTTP status other than 2xx. */
export class OtaHttpError extends OtaError {
  override readonly name = "OtaHttpError";
  /** The HTTP status. */
  readonly status: number;
  /** How long the server asked to wait (`Retry-After`), in ms. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: OtaHttpErrorDetails) {
    super(message, details);
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** No complete answer came: name not found, connection refused or reset. `cause` tells which. */
export class OtaConnectionError extends OtaError {
  override readonly name = "OtaConnectionError";
}

/** Which deadline passed: that of one attempt (`timeoutMs`), of the call (`totalTimeoutMs`), or of `waitFor()`. */
export type TimeoutScope = "attempt" | "total" | "waitFor";

/** What an {@link OtaTimeoutError} can be told. */
export interface OtaTimeoutErrorDetails<Job> extends OtaErrorDetails {
  /** A sentence about what `waitFor()` saw last. */
  readonly lastLook?: string | undefined;
  /** The records that it saw last. */
  readonly lastJobs?: readonly Job[] | undefined;
}

/** A deadline passed. */
export class OtaTimeoutError<Job = components["schemas"]["JobInfo"]> extends OtaError {
  override readonly name = "OtaTimeoutError";
  /** Which deadline it was. */
  readonly scope: TimeoutScope;
  /** The deadline in ms. */
  readonly timeoutMs: number;
  /** What the last completed look of `waitFor()` found; undefined if there was none, and for other deadlines. */
  readonly lastJobs: readonly Job[] | undefined;

  constructor(scope: TimeoutScope, timeoutMs: number, details: OtaTimeoutErrorDetails<Job> = {}) {
    const text = `${timeoutTexts[scope]} took longer than ${timeoutMs} ms.`;
    super(details.lastLook === undefined ? text : `${text} ${details.lastLook}`, {
      retryable: true,
      ...details,
    });
    this.scope = scope;
    this.timeoutMs = timeoutMs;
    this.lastJobs = details.lastJobs;
  }
}

const timeoutTexts: Readonly<Record<TimeoutScope, string>> = {
  attempt: "The request (option timeoutMs)",
  total: "The call with its retries (option totalTimeoutMs)",
  waitFor: "waitFor() (option deadlineMs)",
};

/** The caller's signal was aborted; `cause` is its reason. */
export class OtaAbortError extends OtaError {
  override readonly name = "OtaAbortError";

  constructor(reason?: unknown) {
    super("The call was aborted by its signal.", { cause: reason });
  }
}

/** What an {@link OtaParseError} can be told. */
export interface OtaParseErrorDetails extends OtaErrorDetails {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The content type of the answer. */
  readonly contentType?: string | undefined;
  /** The first characters of the answer, without secrets. */
  readonly snippet?: string | undefined;
}

/** The answer is not what the API documents: not JSON, too large, or without a required field. */
export class OtaParseError extends OtaError {
  override readonly name = "OtaParseError";
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The content type of the answer. */
  readonly contentType: string | undefined;
  /** The first characters of the answer; undefined for a token call, whose answer may contain a token. */
  readonly snippet: string | undefined;

  constructor(message: string, details: OtaParseErrorDetails) {
    super(message, details);
    this.status = details.status;
    this.contentType = details.contentType;
    this.snippet = details.snippet;
  }
}

/** The list of jobs changed faster than it could be read, or the server's pages contradict each other. */
export class OtaPagingError extends OtaError {
  override readonly name = "OtaPagingError";
}

/** An option or a parameter is missing or wrong. */
export class OtaConfigError extends OtaError {
  override readonly name = "OtaConfigError";
  /** The option or parameter that is wrong, such as `pagination.pageSize`. */
  readonly option: string | undefined;
  /** The environment variable that can be set instead. */
  readonly variable: string | undefined;

  constructor(message: string, option?: string, variable?: string, details: OtaErrorDetails = {}) {
    super(message, details);
    this.option = option;
    this.variable = variable;
  }
}

/** Returns whether a value is an error of this package: of any copy of it, and of any realm. */
export function isOtaError(value: unknown): value is OtaError {
  return typeof value === "object" && value !== null && mark in value;
}

/** Returns an error like this one, for another call that failed of the same. What is no error of this package stays. */
export function copyError(error: unknown): unknown {
  if (!isOtaError(error)) return error;
  const copy: object = new Error();
  Object.setPrototypeOf(copy, Object.getPrototypeOf(error));
  return Object.defineProperties(copy, Object.getOwnPropertyDescriptors(error));
}

function guard<E extends OtaError>(name: E["name"]): (value: unknown) => value is E {
  return (value): value is E => isOtaError(value) && value.name === name;
}

/** Returns whether a value is an {@link OtaApiError}. */
export const isOtaApiError: (value: unknown) => value is OtaApiError = guard("OtaApiError");

/** Returns whether a value is an {@link OtaHttpError}. */
export const isOtaHttpError: (value: unknown) => value is OtaHttpError = guard("OtaHttpError");

/** Returns whether a value is an {@link OtaConnectionError}. */
export const isOtaConnectionError: (value: unknown) => value is OtaConnectionError =
  guard("OtaConnectionError");

/** Returns whether a value is an {@link OtaTimeoutError}. */
export const isOtaTimeoutError: (value: unknown) => value is OtaTimeoutError = guard("OtaTimeoutError");

/** Returns whether a value is an {@link OtaAbortError}. */
export const isOtaAbortError: (value: unknown) => value is OtaAbortError = guard("OtaAbortError");

/** Returns whether a value is an {@link OtaParseError}. */
export const isOtaParseError: (value: unknown) => value is OtaParseError = guard("OtaParseError");

/** Returns whether a value is an {@link OtaPagingError}. */
export const isOtaPagingError: (value: unknown) => value is OtaPagingError = guard("OtaPagingError");

/** Returns whether a value is an {@link OtaConfigError}. */
export const isOtaConfigError: (value: unknown) => value is OtaConfigError = guard("OtaConfigError");
