import { staleness } from "../auth/authorize.ts";
import type { AuthPolicy } from "../auth/credentials.ts";
import { encryptionOf } from "../auth/signature.ts";
import type { Tokens } from "../auth/tokens.ts";
import { assumptions } from "../core/assumptions.ts";
import { codes, errorCodes } from "../generated/errorCodes.ts";
import type { components } from "../generated/openapi.ts";
import { scenarios } from "../generated/scenarios.ts";
import { type Checked, checkToken, checkTokenRefresh } from "./checks.ts";

type TokenAnswer = components["schemas"]["TokenAnswer"];
type TokenRequest = components["schemas"]["TokenRequest"];
type Code = components["schemas"]["TokenFailure"]["status"];

const { msg: succeeded, business } = scenarios.tokenIssued.body;

/** The token service of one mock: gets and refreshes tokens, and remembers each `encryption` that it has seen. */
export class TokenService {
  readonly #policy: AuthPolicy;
  readonly #tokens: Tokens;
  readonly #seen = new Set<string>();

  constructor(policy: AuthPolicy, tokens: Tokens) {
    this.#policy = policy;
    this.#tokens = tokens;
  }

  get(body: unknown, now: number): TokenAnswer {
    const checked = checkToken(body);
    const refusal = this.#refusal(checked, now);
    return refusal ?? success(this.#tokens.get(now));
  }

  refresh(body: unknown, now: number): TokenAnswer {
    const checked = checkTokenRefresh(body);
    const refusal = this.#refusal(checked, now);
    if (refusal) return refusal;
    const old = checked.value?.accessToken ?? "";
    const state = this.#tokens.stateOf(old, now);
    if (state !== "valid" && this.#policy.verify) {
      return failure(codes.AccessTokenRefreshFailed, `the token is ${state}`);
    }
    return success(this.#tokens.refresh(old, now));
  }

  #refusal(checked: Checked<TokenRequest>, now: number): TokenAnswer | undefined {
    if (checked.problem) {
      const { name, text } = checked.problem;
      const isEmpty = /is missing|fewer than 1/.test(text);
      return failure(isEmpty ? codes.ParameterEmpty : codes.InvalidParameter, `${name}: ${text}`);
    }
    if (!this.#policy.verify) return undefined;
    const { appKey, encryption, timestamp } = checked.value;
    if (appKey !== this.#policy.accessKey) return failure(codes.AppKeyNotFound);
    const wanted = encryptionOf(appKey, timestamp, this.#policy.secretKey);
    if (encryption !== wanted) return failure(codes.EncryptionInvalid);
    const stale = staleness(timestamp, now);
    if (stale) return failure(assumptions.staleTimestampCode, stale);
    if (this.#seen.has(encryption)) return failure(codes.RepeatedRequest, "each call needs a new timestamp");
    this.#seen.add(encryption);
    return undefined;
  }
}

function success(data: { readonly accessToken: string; readonly expire: number }): TokenAnswer {
  return { status: 0, msg: succeeded, business, data };
}

/** The documented sentence of the code, and in brackets what exactly was wrong. */
function failure(status: Code, detail?: string): TokenAnswer {
  const { message } = errorCodes[status];
  return { status, msg: detail === undefined ? message : `${message} (${detail})`, business, data: null };
}
