import type { Hash } from "./auth/sha256.ts";
import type { TokenStore } from "./auth/tokenStore.ts";
import type { Clock } from "./clock.ts";
import type { FetchFunction } from "./http/fetchFunction.ts";
import type { Middleware } from "./http/middleware.ts";
import type { Logger, LogLevel } from "./logger.ts";

/** How requests are authorized. */
export type OtaAuth = KeyAuth | TokenAuth | SignerAuth | "none";

/** The keys of an application: the client gets tokens with them, keeps them fresh, and signs. */
export interface KeyAuth {
  /** The access key (app key); else the environment variable ENOS_ACCESS_KEY. */
  readonly accessKey: string;
  /** The secret key (app secret); else the environment variable ENOS_SECRET_KEY. Never sent. */
  readonly secretKey: string;
  /** Where processes share one token. By default each client keeps its own in memory. */
  readonly tokenStore?: TokenStore | undefined;
}

/** A token that comes from elsewhere; the client signs with it. */
export interface TokenAuth {
  /** The token, or a function called for each request; called again when its token was refused. */
  readonly accessToken: string | (() => string | Promise<string>);
  /** The secret key that belongs to the token's application. Never sent. */
  readonly secretKey: string;
}

/** A signer of your own, such as a service that holds the keys. */
export interface SignerAuth {
  /** Gives the headers that authorize a request. Called for each attempt, repeats included. */
  readonly sign: (request: UnsignedRequest) => Record<string, string> | Promise<Record<string, string>>;
}

/** What a signer signs: exactly what will be sent. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  /** The time to sign with, epoch ms, corrected by what the server's clock is known to show. */
  readonly timestamp: number;
  /** Aborts when the call does. */
  readonly signal: AbortSignal;
}

/** Options of `createOtaClient()`. */
export interface OtaClientOptions {
  /** The API gateway, such as `https://apim.example.com`; else ENOS_BASE_URL. */
  readonly baseUrl?: string | undefined;
  /** The organization whose jobs are searched; else ENOS_ORG_ID. */
  readonly orgId?: string | undefined;
  /** How requests are authorized; else the keys in ENOS_ACCESS_KEY and ENOS_SECRET_KEY. */
  readonly auth?: OtaAuth | undefined;
  /**
   * The `fetch` to send with: that of the runtime, undici, node-fetch or cross-fetch, the one of
   * `@enos-ota/client/undici`, or your own. It is called with a URL and an object of plain values.
   *
   * @default the global `fetch`, looked up at each call
   */
  readonly fetch?: FetchFunction | undefined;
  /** Deadline of one request with its answer, in ms. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Deadline of a call (for a page: its requests, repeats, waits, and token), in ms. Default 120,000. */
  readonly totalTimeoutMs?: number | undefined;
  /** Repeats after failures that may pass. Default 2. */
  readonly maxRetries?: number | undefined;
  /** Headers to send along. They cannot replace those of the signature. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Functions around each attempt, the first outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Receives log entries; console and pino fit. By default nothing is logged. */
  readonly logger?: Logger | undefined;
  /** The least level that is logged. Default `warn`. */
  readonly logLevel?: LogLevel | undefined;
  /** Largest answer in bytes, decompressed. Default 33,554,432 (32 MiB). */
  readonly maxResponseBytes?: number | undefined;
  /** Permits plain http to hosts other than this machine, as EnOS Edge has it. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Permits a secret key in a browser, where every visitor can read it. Default false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Gives the lower-case hex SHA-256 of a text's UTF-8 bytes, for signatures. By default the fastest of the
   * runtime: that of `node:crypto` where it can be had, otherwise that of WebCrypto.
   */
  readonly sha256?: Hash | undefined;
  /** Time and chance, for tests. */
  readonly clock?: Clock | undefined;
}

/** Options of one call; they win over the client's. */
export interface CallOptions {
  /** Ends the call at once, wherever it is, with an `OtaAbortError`. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline of one request with its answer, in ms. */
  readonly timeoutMs?: number | undefined;
  /** Deadline of the call, in ms. While pages are walked, of each page. */
  readonly totalTimeoutMs?: number | undefined;
  /** Repeats after failures that may pass. */
  readonly maxRetries?: number | undefined;
  /** Headers to send along. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Options of `otaJobs.search()`. */
export interface SearchOptions extends CallOptions {
  /** The organization, in place of the client's. */
  readonly orgId?: string | undefined;
  /**
   * Pages in flight while iterating. Jobs come in order nevertheless. The first page is read alone: it tells how many
   * there are.
   *
   * @default 1
   */
  readonly concurrency?: number | undefined;
  /**
   * How to iterate a list that moves while it is read. `true`: every job that exists and matches from the first
   * request to the last comes exactly once; for that each page shows a job of the page before it again, which costs
   * up to a quarter more requests (a list of one page: one request), and pages of fewer than 50 jobs are raised to 50.
   * `false`: each page is read once; jobs may be missing, none comes twice.
   *
   * @default true
   */
  readonly lossless?: boolean | undefined;
}
