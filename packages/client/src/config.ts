import { checkAuth } from "./auth/authOptions.ts";
import { type Hash, sha256, userHash } from "./auth/sha256.ts";
import { type Clock, systemClock } from "./clock.ts";
import { required } from "./environment.ts";
import { OtaConfigError } from "./errors.ts";
import type { Middleware } from "./http/middleware.ts";
import { createLog, type Log } from "./logger.ts";
import type { OtaAuth, OtaClientOptions } from "./options.ts";

/** The options, complete and checked. */
export interface Config {
  readonly baseUrl: string;
  readonly auth: OtaAuth;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxResponseBytes: number;
  readonly headers: Headers;
  readonly middleware: readonly Middleware[];
  readonly log: Log;
  readonly clock: Clock;
  readonly sha256: Hash;
}

/** Completes options from the environment and with defaults. Throws an {@link OtaConfigError}. */
export function resolveConfig(options: OtaClientOptions): Config {
  return {
    baseUrl: checkBaseUrl(
      required(options.baseUrl, "baseUrl", "ENOS_BASE_URL"),
      options.allowInsecure ?? false,
    ),
    auth: checkAuth(options.auth, options.dangerouslyAllowBrowser ?? false),
    // Looked up at each call, so that a mock that replaces the global fetch later is seen.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs: checkNumber("timeoutMs", options.timeoutMs ?? 30_000, 1),
    totalTimeoutMs: checkNumber("totalTimeoutMs", options.totalTimeoutMs ?? 120_000, 1),
    maxRetries: checkNumber("maxRetries", options.maxRetries ?? 2, 0),
    maxResponseBytes: checkNumber("maxResponseBytes", options.maxResponseBytes ?? 2 ** 25, 1),
    headers: checkHeaders(options.headers),
    middleware: options.middleware ?? [],
    log: createLog(options.logger, options.logLevel),
    clock: options.clock ?? systemClock,
    sha256: options.sha256 ? userHash(options.sha256) : sha256,
  };
}

/** Refuses a number below its least value, and what is no number. */
export function checkNumber(option: string, value: number, least: number): number {
  if (typeof value === "number" && value >= least) return value;
  throw new OtaConfigError(`The option "${option}" must be a number of at least ${least}.`, option);
}

/** Refuses what `fetch` would refuse at each attempt. */
export function checkHeaders(headers: Readonly<Record<string, string>> = {}): Headers {
  try {
    return new Headers(headers);
  } catch (cause) {
    throw new OtaConfigError(`The option "headers" is not valid.`, "headers", undefined, { cause });
  }
}

function checkBaseUrl(text: string, allowInsecure: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fail = (problem: string): OtaConfigError =>
    new OtaConfigError(`The option "baseUrl" (ENOS_BASE_URL) ${problem}.`, "baseUrl", "ENOS_BASE_URL");
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw fail("must be a complete URL, such as https://apim.example.com");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw fail("must not hold credentials, a query or a fragment");
  }
  const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !loopback && !allowInsecure) {
    throw fail("must be https, because tokens travel in headers; for EnOS Edge set allowInsecure");
  }
  return url.href.replace(/\/+$/, "");
}
