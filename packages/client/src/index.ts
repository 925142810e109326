// Every public name of the package is listed here, but for those of ./fetch.ts.
export { createOtaClient, type OtaClient } from "./client.ts";
export type { Clock } from "./clock.ts";
export {
  type ApiErrorDetails,
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
  OtaConfigError,
  OtaConnectionError,
  OtaError,
  type OtaErrorDetails,
  OtaHttpError,
  OtaPagingError,
  OtaParseError,
  OtaTimeoutError,
} from "./errors.ts";
export { errorCodes } from "./generated/errorCodes.ts";
export type { components, operations, paths } from "./generated/openapi.ts";
export type { Logger, LogLevel } from "./logger.ts";
export type { Middleware, Next, OtaRequest } from "./middleware.ts";
export type {
  CallOptions,
  KeyAuth,
  OtaAuth,
  OtaClientOptions,
  SearchOptions,
  SignerAuth,
  TokenAuth,
  UnsignedRequest,
} from "./options.ts";
export type { OtaJobs } from "./otaJobs.ts";
export type { OtaJob, OtaPage } from "./page.ts";
export type { Expression, PagePromise, SearchParams } from "./search.ts";
export { type Hash, type SignInput, sign } from "./sign.ts";
export type { StoredToken, TokenStore } from "./tokenStore.ts";
export type { WaitOptions } from "./waitFor.ts";
