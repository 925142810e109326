import { kindOf } from "../check.ts";
import { OtaConfigError } from "../errors.ts";
import type { TokenAuth } from "../options.ts";
import type { Authorizer } from "./authorization.ts";
import { isTokenRefused } from "./refusal.ts";
import type { Hash } from "./sha256.ts";
import { createSigner } from "./signer.ts";
import { callUserFunction } from "./userFunction.ts";

/** Signs with a token of the user's. A function is called for each attempt, so also after its token was refused. */
export function tokenAuthorizer(auth: TokenAuth, hash: Hash): Authorizer {
  const sign = createSigner(auth.secretKey, hash);
  return {
    async authorize(request, now) {
      const { accessToken } = auth;
      if (typeof accessToken === "string") {
        return { headers: await sign(request, accessToken, now) };
      }
      // Called on its object: it may be a method of a class.
      const token = await callUserFunction("auth.accessToken", () => accessToken.call(auth));
      checkAccessToken(token, "The function given as auth.accessToken returned");
      return {
        headers: await sign(request, token, now),
        refuse: isTokenRefused,
      };
    },
  };
}

/** Refuses what cannot be sent as a token, without quoting it. */
export function checkAccessToken(token: unknown, subject: string): asserts token is string {
  const problem =
    typeof token !== "string" || token === ""
      ? `${kindOf(token)}; it must be a token`
      : token.trim() !== token
        ? "a token with white space around it, as a text read from a file has; call .trim() on it"
        : /[^\x21-\x7e]/.test(token)
          ? "a token with characters that no header can have"
          : undefined;
  if (problem) throw new OtaConfigError(`${subject} ${problem}.`, "auth.accessToken");
}
