import type { Profile } from "../core/profile.ts";
import { codes, errorCodes } from "../generated/errorCodes.ts";
import type { components } from "../generated/openapi.ts";
import { scenarios } from "../generated/scenarios.ts";
import { tokenRefreshRequest, tokenRequest } from "../generated/validators.js";
import { type Checked, check } from "../wire/schema.ts";
import { staleness } from "./authorize.ts";
import type { AuthPolicy } from "./policy.ts";
import { encryptionOf } from "./signature.ts";
import type { Tokens } from "./tokens.ts";

type TokenAnswer = components["schemas"]["TokenAnswer"];
type TokenRequest = components["schemas"]["TokenRequest"];
type Code = components["schemas"]["TokenFailure"]["status"];

const { msg: succeeded, business } = scenarios.tokenIssued.body;

/** The token service of one mock: issues and refreshes tokens, and remembers each `encryption` that it has seen. */
export class TokenService {
  readonly #policy: AuthPolicy;
  readonly #tokens: Tokens;
  readonly #profile: Profile;
  readonly #seen = new Set<string>();

  constructor(policy: AuthPolicy, tokens: Tokens, profile: Profile) {
    this.#policy = policy;
    this.#tokens = tokens;
    this.#profile = profile;
  }

  /** Forgets all tokens and all requests for them. */
  clear(): void {
    this.#tokens.clear();
    this.#seen.clear();
  }

  get(body: unknown, now: number): TokenAnswer {
    const checked = check(tokenRequest, normalizeTokenCall(body, this.#profile));
    return this.#refusal(checked, now) ?? success(this.#tokens.get(now));
  }

  refresh(body: unknown, now: number): TokenAnswer {
    const checked = check(tokenRefreshRequest, normalizeTokenCall(body, this.#profile));
    const refusal = this.#refusal(checked, now);
    if (refusal) return refusal;
    const old = checked.value?.accessToken ?? "";
    const state = this.#tokens.stateOf(old, now);
    if (state !== "valid" && this.#policy.mode !== "none") {
      return failure(codes.AccessTokenRefreshFailed, `the token is ${state}`);
    }
    if (this.#profile.refreshedToken === "expired") this.#tokens.expire(old);
    return success(this.#tokens.issue(now));
  }

  #refusal(checked: Checked<TokenRequest>, now: number): TokenAnswer | undefined {
    if (checked.problem) {
      const { name, text } = checked.problem;
      const isEmpty = /is missing|fewer than 1/.test(text);
      return failure(isEmpty ? codes.ParameterEmpty : codes.InvalidParameter, `${name}: ${text}`);
    }
    if (this.#policy.mode === "none") return undefined;
    const { appKey, encryption, timestamp } = checked.value;
    if (appKey !== this.#policy.accessKey) return failure(codes.AppKeyNotFound);
    const wanted = encryptionOf(appKey, timestamp, this.#policy.secretKey);
    if (encryption !== wanted) return failure(codes.EncryptionInvalid);
    const stale = staleness(timestamp, now);
    if (stale) return failure(this.#profile.staleTimestamp, stale);
    if (this.#seen.has(encryption)) return failure(codes.RepeatedRequest, "each call needs a new timestamp");
    this.#seen.add(encryption);
    return undefined;
  }
}

function success(data: { readonly accessToken: string; readonly expire: number }): TokenAnswer {
  return { status: 0, msg: succeeded, business, data };
}

/** The documented sentence of the code, with the details in brackets. */
function failure(status: Code, detail?: string): TokenAnswer {
  const { message } = errorCodes[status];
  return { status, msg: detail === undefined ? message : `${message} (${detail})`, business, data: null };
}

/** Reads a timestamp that is sent as text, where the profile accepts that, so that the spec's schema can check it. */
export function normalizeTokenCall(body: unknown, { textTimestamps }: Profile): unknown {
  if (typeof body !== "object" || body === null || textTimestamps === "refused") return body;
  if (!("timestamp" in body) || typeof body.timestamp !== "string") return body;
  return /^\d{1,15}$/.test(body.timestamp) ? { ...body, timestamp: Number(body.timestamp) } : body;
}
