import { codeFacts } from "../codeFacts.ts";
import { isOtaApiError, OtaParseError } from "../errors.ts";
import type { components } from "../generated/openapi.ts";
import { operations } from "../generated/operations.ts";
import { isObject } from "../isObject.ts";
import type { Log } from "../logger.ts";
import type { Hash } from "./sha256.ts";
import { type FetchToken, isToken, type Token } from "./token.ts";

type TokenBody = components["schemas"]["TokenRequest"] | components["schemas"]["TokenRefreshRequest"];
type TokenOperation = typeof operations.getAccessToken | typeof operations.refreshAccessToken;

/** A request to the token service. */
export interface TokenCall {
  readonly operation: TokenOperation;
  /** Returns the body, for the time by the server's clock in epoch ms. */
  readonly body: (timestamp: number) => Promise<string>;
  readonly signal: AbortSignal;
}

/** The answer to a {@link TokenCall}. */
export interface TokenAnswer {
  readonly json: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly received: { readonly status: number };
}

/** Sends one token call. It does not retry: the call that needs the token does, within its own budget. */
export type SendTokenCall = (call: TokenCall) => Promise<TokenAnswer>;

/** What the token service is called with. */
export interface TokenServiceOptions {
  readonly baseUrl: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sha256: Hash;
  readonly log: Log;
  /** The time by the server's clock, in epoch ms. */
  readonly now: () => number;
  readonly send: SendTokenCall;
}

/** Makes a {@link FetchToken} that asks the token service of EnOS. */
export function createTokenService(options: TokenServiceOptions): FetchToken {
  const { accessKey, secretKey, sha256, log, now, send } = options;

  async function call(operation: TokenOperation, signal: AbortSignal, accessToken?: string): Promise<Token> {
    const started = now();
    const answer = await send({
      operation,
      signal,
      async body(time) {
        const timestamp = unusedTimestamp(`${options.baseUrl}\n${accessKey}`, time);
        const encryption = await sha256(accessKey + timestamp + secretKey);
        const body: TokenBody = {
          appKey: accessKey,
          encryption,
          timestamp,
          ...(accessToken !== undefined && { accessToken }),
        };
        return JSON.stringify(body);
      },
    });
    const { token, seconds } = readToken(answer);
    log("info", operation === operations.getAccessToken ? "got a token" : "refreshed the token", { seconds });
    // `expire` is the time that remains, since a second call returns the same token. [assumed] The earlier of the two
    // times counts: the clock may have been corrected meanwhile.
    return { accessToken: token, expiresAt: Math.min(started, now()) + seconds * 1000 };
  }

  return async (current, refused, signal): Promise<Token> => {
    if (current) {
      try {
        return await call(operations.refreshAccessToken, signal, current.accessToken);
      } catch (error) {
        // Whatever the reason that it cannot be refreshed, a new one may do. Wrong keys stay wrong.
        if (!isOtaApiError(error) || codeFacts(error.code)?.recovery === "fixCredentials") throw error;
      }
    }
    const token = await call(operations.getAccessToken, signal);
    // `get` returns the same token until it ends, even one that the gateway refuses; only `refresh` replaces it.
    return token.accessToken === refused ? call(operations.refreshAccessToken, signal, refused) : token;
  };
}

function readToken(answer: TokenAnswer): { token: string; seconds: number } {
  const data = isObject(answer.json["data"]) ? answer.json["data"] : {};
  const token = data["accessToken"];
  const seconds = Number(data["expire"]);
  if (isToken(token) && seconds > 0 && seconds < Infinity) return { token, seconds };
  throw new OtaParseError("The token service returned no usable accessToken and expire.", {
    status: answer.received.status,
    requestId: answer.requestId,
    attempts: 1,
  });
}

// The service refuses an `encryption` that it has seen (1001). It is made of the keys and the time in milliseconds, so
// all clients of a process that use the same keys take turns. The latest keys are remembered, not all there ever were.
const lastTimestamps = new Map<string, number>();
const rememberedKeys = 1000;

function unusedTimestamp(keys: string, now: number): number {
  const last = lastTimestamps.get(keys) ?? 0;
  // Far behind the last one, the clock has been corrected.
  const timestamp = now > last || now < last - 60_000 ? now : last + 1;
  lastTimestamps.delete(keys);
  lastTimestamps.set(keys, timestamp);
  const [oldest] = lastTimestamps.keys();
  if (lastTimestamps.size > rememberedKeys && oldest !== undefined) lastTimestamps.delete(oldest);
  return timestamp;
}
