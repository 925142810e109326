// Every public name of the package is listed here, but for those of ./fetch.ts.

export type { Hash } from "./auth/sha256.ts";
export { type SignInput, sign } from "./auth/sign.ts";
export type { StoredToken, TokenStore } from "./auth/tokenStore.ts";
export { createOtaClient, type OtaClient } from "./client.ts";
export type { Clock } from "./clock.ts";
export {
  isOtaAbortError,
  isOtaApiError,
  isOtaConfigError,
  isOtaConnectionError,
  isOtaError,
  isOtaHttpError,
  isOtaPagingError,
  isOtaParseError,
  isOtaTimeoutError,
  OtaAbortError,
  OtaApiError,
  type OtaApiErrorDetails,
  OtaConfigError,
  OtaConnectionError,
  OtaError,
  type OtaErrorDetails,
  OtaHttpError,
  type OtaHttpErrorDetails,
  OtaPagingError,
  OtaParseError,
  type OtaParseErrorDetails,
  OtaTimeoutError,
  type OtaTimeoutErrorDetails,
  type TimeoutScope,
} from "./errors.ts";
export { authHeaders } from "./generated/authHeaders.ts";
export { type ErrorCode, type ErrorCodeName, errorCodes } from "./generated/errorCodes.ts";
export type { components, operations, paths } from "./generated/openapi.ts";
export type { Acquire, AcquireRequest, Permit } from "./http/acquire.ts";
export type { FetchedResponse, FetchFunction, FetchInit } from "./http/fetchFunction.ts";
export type {
  AttemptEnd,
  AttemptObserver,
  AttemptStart,
  Instrumentation,
  OperationEnd,
  OperationObserver,
  OperationStart,
} from "./http/instrumentation.ts";
export type { Middleware, Next, OtaRequest } from "./http/middleware.ts";
export type { ReceivedAnswer, ResponseValidator } from "./http/validation.ts";
export type { Logger, LogLevel } from "./logger.ts";
export type {
  CallOptions,
  ExtraHeaders,
  KeyAuth,
  OtaAuth,
  OtaClientOptions,
  SearchOptions,
  SignerAuth,
  TokenAuth,
  UnsignedRequest,
} from "./options.ts";
export type { Checkpoint } from "./paging/checkpoint.ts";
export type { OtaPage } from "./paging/page.ts";
export type { PagePromise, PagesOptions, ToArrayOptions } from "./paging/pagePromise.ts";
export { checkpointOf, mergeJobs, type OtaJob, type OtaJobPage, type OtaJobs } from "./resources/otaJobs.ts";
export type { SearchResource } from "./resources/resource.ts";
export type {
  CountParams,
  Expression,
  ExpressionValue,
  PaginationParams,
  SearchParams,
  WaitOptions,
} from "./resources/searchParams.ts";
export { createTestClock, type TestClock, type TestClockOptions } from "./testClock.ts";
export { version } from "./version.ts";
