import type { Config } from "../config.ts";
import { isOtaApiError, OtaParseError } from "../errors.ts";
import type { components, paths } from "../generated/openapi.ts";
import { codeFacts, isObject } from "../http/answer.ts";
import { createSend } from "../http/send.ts";
import type { ServerClock } from "../http/serverClock.ts";
import type { KeyAuth } from "../options.ts";
import { type Authorizer, noAuthorizer, signedHeaders } from "./authorizer.ts";
import { createSharedToken } from "./sharedToken.ts";
import { type Token, TokenCache } from "./tokenCache.ts";

type TokenBody = components["schemas"]["TokenRequest"] | components["schemas"]["TokenRefreshRequest"];
const getPath: keyof paths = "/apim-token-service/v2.0/token/get";
const refreshPath: keyof paths = "/apim-token-service/v2.0/token/refresh";

/** Signs with a token that it fetches, shares and renews. */
export function keyAuthorizer(config: Config, auth: KeyAuth, serverClock: ServerClock): Authorizer {
  const { accessKey, secretKey } = auth;
  const send = createSend(config, serverClock, noAuthorizer, [accessKey, secretKey]);
  const shared = auth.tokenStore && createSharedToken(auth.tokenStore, config, accessKey);
  let lastTimestamp = 0;

  async function call(
    path: typeof getPath | typeof refreshPath,
    signal: AbortSignal,
    accessToken?: string,
  ): Promise<Token> {
    const started = serverClock.now();
    const answer = await send(
      {
        method: "POST",
        url: config.baseUrl + path,
        headers: new Headers({ "content-type": "application/json" }),
        tokenCall: true,
        async body(now) {
          // The service refuses an `encryption` that it has seen (1001), so each attempt has its own timestamp.
          // Far behind the last one, the clock has been corrected.
          const timestamp = now > lastTimestamp || now < lastTimestamp - 60_000 ? now : lastTimestamp + 1;
          lastTimestamp = timestamp;
          const encryption = await config.sha256(accessKey + timestamp + secretKey);
          const body: TokenBody = {
            appKey: accessKey,
            encryption,
            timestamp,
            ...(accessToken !== undefined && { accessToken }),
          };
          return JSON.stringify(body);
        },
      },
      { signal },
    );
    const data = answer.json["data"];
    const token = isObject(data) ? data["accessToken"] : undefined;
    const seconds = isObject(data) ? Number(data["expire"]) : Number.NaN;
    if (!isToken(token) || !(seconds > 0)) {
      throw new OtaParseError("The token service gave no usable accessToken and expire.", {
        status: answer.response.status,
        requestId: answer.requestId,
      });
    }
    config.log("info", path === getPath ? "got a token" : "renewed the token", { seconds });
    // `expire` is the time that remains: a second call gives the same token. [assumed]
    return { accessToken: token, expiresAt: Math.min(started, serverClock.now()) + seconds * 1000 };
  }

  async function fetchToken(
    current: Token | undefined,
    refused: string | undefined,
    signal: AbortSignal,
  ): Promise<Token> {
    if (current) {
      try {
        return await call(refreshPath, signal, current.accessToken);
      } catch (error) {
        // Whatever the reason that it cannot be refreshed: a new one may do. Wrong keys stay wrong.
        if (!isOtaApiError(error) || codeFacts(error.code)?.recovery === "fixCredentials") throw error;
      }
    }
    const token = await call(getPath, signal);
    // `get` gives the same token until it ends, even one that the gateway refuses; only `refresh` replaces it.
    return token.accessToken === refused ? call(refreshPath, signal, refused) : token;
  }

  const cache = new TokenCache(
    (current, refused, signal) =>
      shared ? shared(current, refused, signal, fetchToken) : fetchToken(current, refused, signal),
    serverClock.now,
  );

  return {
    async authorize(request, now) {
      const token = await cache.get(request.signal);
      return {
        headers: await signedHeaders(request, token, secretKey, now(), config.sha256),
        refuse: () => cache.refuse(token),
      };
    },
  };
}

/** Whether a value can be a token: something that fits in a header. */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}
