import {
  type Check,
  type Checks,
  hasMethods,
  isFlag,
  isFunction,
  isFunctions,
  isNumber,
  isOneOf,
  isSignal,
  isText,
  wrongValue,
} from "./check.ts";
import { checkHeaders } from "./headers.ts";
import { logLevels } from "./logger.ts";
import type { CallOptions, OtaClientOptions, SearchOptions } from "./options.ts";

const isHeaders: Check = (option, value) => {
  checkHeaders(option, value);
};

/** An organization's ID goes into the URL, which cannot hold half of a surrogate pair. */
const isOrgId: Check = (option, value) => {
  isText(option, value);
  // `encodeURIComponent` throws a bare URIError for it.
  if (/\p{Surrogate}/u.test(String(value)))
    throw wrongValue(option, "a text", "one with half of a surrogate pair");
};

/** The checks of what a client and a call can both be told. */
const shared: Checks<Omit<CallOptions, "signal">> = {
  timeoutMs: isNumber({ least: 1, unit: "milliseconds" }),
  totalTimeoutMs: isNumber({ least: 1, unit: "milliseconds" }),
  maxRetries: isNumber({ least: 0, whole: true }),
  headers: isHeaders,
};

/** The checks of {@link CallOptions}. */
const callChecks: Checks<CallOptions> = { ...shared, signal: isSignal };

/** The checks of {@link SearchOptions}. */
export const searchChecks: Checks<SearchOptions> = {
  ...callChecks,
  orgId: isOrgId,
  concurrency: isNumber({ least: 1, whole: true }),
  lossless: isFlag,
};

/** The checks of {@link OtaClientOptions}. Those of `baseUrl` and `auth` need other options too, and are elsewhere. */
export const clientChecks: Checks<OtaClientOptions> = {
  ...shared,
  baseUrl: isText,
  orgId: isOrgId,
  auth: () => {},
  fetch: isFunction,
  middleware: isFunctions,
  acquire: isFunction,
  instrumentation: hasMethods("startOperation"),
  validate: isFunction,
  logger: hasMethods("debug", "info", "warn", "error"),
  logLevel: isOneOf(...logLevels),
  maxResponseBytes: isNumber({ least: 1, unit: "bytes" }),
  allowInsecure: isFlag,
  dangerouslyAllowBrowser: isFlag,
  sha256: isFunction,
  clock: hasMethods("now", "sleep", "random"),
};
