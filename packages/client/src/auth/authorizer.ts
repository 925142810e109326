import type { Clock } from "../clock.ts";
import type { Log } from "../logger.ts";
import type { OtaAuth } from "../options.ts";
import { type Authorizer, noAuthorizer } from "./authorization.ts";
import { keyAuthorizer } from "./keys.ts";
import type { Hash } from "./sha256.ts";
import { shareToken } from "./sharedToken.ts";
import { signerAuthorizer } from "./signerAuthorizer.ts";
import { tokenAuthorizer } from "./tokenAuthorizer.ts";
import { TokenCache } from "./tokenCache.ts";
import { createTokenService, type SendTokenCall } from "./tokenService.ts";

/** What an authorizer needs of the client it works for. */
export interface AuthorizerOptions {
  readonly auth: OtaAuth;
  readonly baseUrl: string;
  readonly sha256: Hash;
  readonly clock: Clock;
  readonly log: Log;
  /** The time by the server's clock, in epoch ms. */
  readonly now: () => number;
  /** Sends a token call. Only used with keys. */
  readonly sendTokenCall: SendTokenCall;
}

/** Makes the authorizer for the option `auth`. */
export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const { auth, baseUrl, sha256, clock, log, now, sendTokenCall: send } = options;
  if (auth === "none") return noAuthorizer;
  if ("sign" in auth) return signerAuthorizer(auth);
  if ("accessToken" in auth) return tokenAuthorizer(auth, sha256);
  const { accessKey, secretKey, tokenStore: store } = auth;
  const service = createTokenService({ baseUrl, accessKey, secretKey, sha256, log, now, send });
  const fetch = store ? shareToken(service, { store, baseUrl, accessKey, sha256, clock, log, now }) : service;
  return keyAuthorizer(new TokenCache(fetch, { clock, now }), secretKey, sha256);
}

/** The secrets of the option `auth`, which must never appear in a message or a log. */
export function secretsOf(auth: OtaAuth): readonly string[] {
  if (auth === "none" || "sign" in auth) return [];
  return "accessKey" in auth ? [auth.accessKey, auth.secretKey] : [auth.secretKey];
}
