import type { Hash } from "./auth/sha256.ts";
import type { TokenStore } from "./auth/tokenStore.ts";
import type { Clock } from "./clock.ts";
import type { Acquire } from "./http/acquire.ts";
import type { FetchFunction } from "./http/fetchFunction.ts";
import type { Instrumentation } from "./http/instrumentation.ts";
import type { Middleware } from "./http/middleware.ts";
import type { ResponseValidator } from "./http/validation.ts";
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
  /** Returns the headers that authorize a request. Called for each attempt, retries included. */
  readonly sign: (request: UnsignedRequest) => Record<string, string> | Promise<Record<string, string>>;
}

/** What a signer signs: exactly what will be sent. */
export interface UnsignedRequest {
  readonly method: string;
  /** The URL, with its query. */
  readonly url: string;
  readonly body: string | undefined;
  /** The time to sign with, in epoch ms, corrected by the server's clock where that is known to differ. */
  readonly timestamp: number;
  /** Aborts when the call does. */
  readonly signal: AbortSignal;
}

/** Headers to send along: an object with names and values, where `undefined` means absent, or a `Headers`. */
export type ExtraHeaders = Readonly<Record<string, string | undefined>> | Headers;

/** What `createOtaClient()` and each call can be told. */
interface SharedOptions {
  /**
   * Deadline of one attempt, in milliseconds: from sending the signed request to the last byte of its answer. An attempt
   * that takes longer fails with an `OtaTimeoutError` of scope `attempt` and is retried. `Infinity` switches it off.
   *
   * @default 30_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Deadline of the whole call, in milliseconds: all attempts, the waits between them, and getting a token. While pages
   * are iterated it applies to each page. A wait that would end later is not begun: the call then fails at once with the
   * error of the last attempt. `Infinity` switches it off.
   *
   * @default 120_000
   */
  readonly totalTimeoutMs?: number | undefined;
  /**
   * How often a failed attempt is retried; 0 switches retries off.
   *
   * Retried are a connection that failed, an attempt that timed out, the statuses 408, 429, 500, 502, 503 and 504, and
   * the codes that the spec calls retryable (24500, 99500, …). Searching changes nothing on the server, so a retry is
   * always safe. Before each retry the client waits a random time of up to 0.5 s, 1 s, 2 s, … at most 8 s, or as long as
   * `Retry-After` says; if that is more than a minute, the call fails at once. A failed token call counts as a retry of
   * the call that needs the token.
   *
   * A refused token and a wrong clock of this machine cause one more attempt each, without a wait, which do not count.
   *
   * @default 2
   * @example
   * await enos.otaJobs.search({ expression }, { maxRetries: 0 }); // Fail at the first error.
   */
  readonly maxRetries?: number | undefined;
  /**
   * Headers to send along, with token calls too if they are options of the client. They cannot replace those of the
   * signature.
   *
   * @default none, but for a `user-agent` of `enos-ota/<version>` where the runtime is not a browser
   */
  readonly headers?: ExtraHeaders | undefined;
}

/** Options of `createOtaClient()`. An option that is `undefined` counts as absent; an unknown one is refused. */
export interface OtaClientOptions extends SharedOptions {
  /**
   * The API gateway, such as `https://apim.example.com` (console of EnOS: Help > Environment Information). It may have
   * a path. Plain http is accepted for this machine only, unless `allowInsecure` is set.
   *
   * @default the environment variable `ENOS_BASE_URL`
   */
  readonly baseUrl?: string | undefined;
  /**
   * The organization whose jobs are searched. It may be left out when each call names one.
   *
   * @default the environment variable `ENOS_ORG_ID`
   */
  readonly orgId?: string | undefined;
  /**
   * How requests are authorized: with keys, with a token from elsewhere, by a signer of your own, or not at all
   * (`"none"`, for a proxy that signs).
   *
   * @default the keys in the environment variables `ENOS_ACCESS_KEY` and `ENOS_SECRET_KEY`
   * @example
   * createOtaClient({ auth: { accessKey, secretKey } });
   * createOtaClient({ auth: { accessToken: () => vault.token(), secretKey } });
   * createOtaClient({ auth: { sign: (request) => signer.headersFor(request) } });
   */
  readonly auth?: OtaAuth | undefined;
  /**
   * The `fetch` to send with: that of the runtime, undici, node-fetch or cross-fetch, the one of
   * `@enos-ota/client/undici`, or your own. It is called as a plain function, with a URL and an object of plain values.
   *
   * @default the global `fetch`, looked up at each call, so that a mock that replaces it later is used
   */
  readonly fetch?: FetchFunction | undefined;
  /**
   * Functions around each attempt; the first is the outermost. See {@link Middleware} for what they may do.
   *
   * @default []
   */
  readonly middleware?: readonly Middleware[] | undefined;
  /**
   * Waits until an attempt may be made, such as for a rate limiter, and is told of a 429. See {@link Acquire}.
   *
   * @default none: each attempt is made at once
   */
  readonly acquire?: Acquire | undefined;
  /**
   * Watches operations and attempts, for tracing and metrics, such as `openTelemetry()` of `@enos-ota/client/otel`.
   *
   * @default none
   */
  readonly instrumentation?: Instrumentation | undefined;
  /**
   * Checks the answer to each search, such as `responseValidator()` of `@enos-ota/client/validate`. What it throws fails
   * the call.
   *
   * @default none: of an answer, the client checks only what it needs itself
   */
  readonly validate?: ResponseValidator | undefined;
  /**
   * Receives log entries; `console` and pino fit as they are. No entry contains a key, a token, a signature, or the text
   * of an answer, but for values that the spec does not list, where `validate` reports them.
   *
   * @default none
   */
  readonly logger?: Logger | undefined;
  /**
   * The level from which on entries are logged: `debug` (each request and answer), `info` (retries and tokens), `warn`,
   * `error` or `off`.
   *
   * @default "warn"
   */
  readonly logLevel?: LogLevel | undefined;
  /**
   * The largest answer that is read, in bytes after decompression. A larger one fails with an `OtaParseError`.
   *
   * @default 33_554_432 (32 MiB)
   */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Allows plain http to hosts other than this machine, as EnOS Edge needs it. Everybody on the way can then read the
   * token.
   *
   * @default false
   */
  readonly allowInsecure?: boolean | undefined;
  /**
   * Allows a secret key in a browser, where every visitor can read it.
   *
   * @default false
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Returns the SHA-256 of a text's UTF-8 bytes as lower-case hexadecimal digits, for signatures.
   *
   * @default the one of `node:crypto` where the runtime has it, else that of WebCrypto
   */
  readonly sha256?: Hash | undefined;
  /**
   * Where the client takes time and chance from. Tests pass the one that `createTestClock()` returns.
   *
   * @default the machine's
   */
  readonly clock?: Clock | undefined;
}

/** Options of one call; they win over those of the client. */
export interface CallOptions extends SharedOptions {
  /** Ends the call at once, whatever it is doing, with an `OtaAbortError`. */
  readonly signal?: AbortSignal | undefined;
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
   * one request or a quarter of them more, whichever is more (nothing on a list of one page), and pages smaller than
   * recommended are raised to the recommended size. `false`: each page is read once; jobs may be missing, none comes
   * twice.
   *
   * @default true
   */
  readonly lossless?: boolean | undefined;
}
