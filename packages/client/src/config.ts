import { checkAuth } from "./auth/authOptions.ts";
import { type Hash, sha256, userHash } from "./auth/sha256.ts";
import { checkOptions } from "./check.ts";
import { type Clock, systemClock } from "./clock.ts";
import { required } from "./environment.ts";
import { OtaConfigError } from "./errors.ts";
import { checkHeaders, type PlainHeaders } from "./headers.ts";
import type { Acquire } from "./http/acquire.ts";
import type { FetchFunction } from "./http/fetchFunction.ts";
import type { Instrumentation } from "./http/instrumentation.ts";
import type { Middleware } from "./http/middleware.ts";
import type { ReceivedAnswer, ResponseValidator } from "./http/validation.ts";
import { createLog, type Log } from "./logger.ts";
import { clientChecks } from "./optionChecks.ts";
import type { OtaAuth, OtaClientOptions } from "./options.ts";
import { isBrowser } from "./runtime.ts";
import { version } from "./version.ts";

/** The options, complete and checked. */
export interface Config {
  readonly baseUrl: string;
  readonly auth: OtaAuth;
  readonly fetch: FetchFunction;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxResponseBytes: number;
  readonly headers: PlainHeaders;
  readonly middleware: readonly Middleware[];
  readonly acquire: Acquire | undefined;
  readonly instrumentation: Instrumentation | undefined;
  readonly validate: ResponseValidator | undefined;
  readonly log: Log;
  /** For warnings that were asked for, and so are not lost without a logger. */
  readonly warn: ReceivedAnswer["warn"];
  readonly clock: Clock;
  readonly sha256: Hash;
}

/**
 * Checks options and completes them from the environment and with defaults.
 *
 * @throws {@link OtaConfigError}
 */
export function resolveConfig(options: OtaClientOptions): Config {
  checkOptions("createOtaClient()", options, clientChecks);
  const { fetch, logger, logLevel } = options;
  const logToUser = createLog(logger ?? console, logLevel);
  return {
    baseUrl: checkBaseUrl(
      required(options.baseUrl, "baseUrl", "ENOS_BASE_URL"),
      options.allowInsecure ?? false,
    ),
    auth: checkAuth(options.auth, options.dangerouslyAllowBrowser ?? false),
    // The global one is looked up at each call, so that a mock that replaces it later is seen. Either is called as a
    // plain function: Workers and browsers refuse to have their `fetch` called as a method of another object.
    fetch: fetch ? (url, init) => fetch(url, init) : (url, init) => globalThis.fetch(url, init),
    timeoutMs: options.timeoutMs ?? 30_000,
    totalTimeoutMs: options.totalTimeoutMs ?? 120_000,
    maxRetries: options.maxRetries ?? 2,
    maxResponseBytes: options.maxResponseBytes ?? 32 * 1024 * 1024,
    headers: withUserAgent(checkHeaders("headers", options.headers)),
    middleware: options.middleware ?? [],
    acquire: options.acquire,
    instrumentation: options.instrumentation,
    validate: options.validate,
    log: createLog(logger, logLevel),
    warn: (message, fields) => logToUser("warn", message, fields),
    clock: options.clock ?? systemClock,
    sha256: options.sha256 ? userHash(options.sha256) : sha256,
  };
}

function withUserAgent(headers: PlainHeaders): PlainHeaders {
  // A browser has its own, and would ask the server (CORS) whether another is allowed.
  return isBrowser() ? headers : { "user-agent": `enos-ota/${version}`, ...headers };
}

function checkBaseUrl(text: string, allowInsecure: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fail = (problem: string): OtaConfigError =>
    new OtaConfigError(`The option "baseUrl" (ENOS_BASE_URL) ${problem}.`, "baseUrl", "ENOS_BASE_URL");
  if (!url || !/^https?:$/.test(url.protocol)) {
    const hint = text.startsWith("/")
      ? '; in a browser, write location.origin + "/…" for a path of this site'
      : "";
    throw fail(`must be a complete URL, such as https://apim.example.com${hint}`);
  }
  // A lone "?" or "#" at the end would move the API's path out of the path.
  if (url.username || url.password || /[?#]/.test(text)) {
    throw fail("must not have credentials, a query or a fragment");
  }
  const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !loopback && !allowInsecure) {
    throw fail("must be https, because tokens travel in headers; for EnOS Edge, set allowInsecure");
  }
  return url.href.replace(/\/+$/, "");
}
