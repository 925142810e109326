import { OtaConfigError } from "../errors.ts";
import type { UnsignedRequest } from "../options.ts";
import { type Hash, signedText } from "./sign.ts";

/** Authorizes requests. */
export interface Authorizer {
  /** Gives what an attempt is authorized with. The time is read last: getting a token may take long, or correct it. */
  authorize(request: Omit<UnsignedRequest, "timestamp">, now: () => number): Promise<Authorization>;
}

/** What one attempt was authorized with. */
export interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  /** Called when the server refused the token: makes sure that it is not used again. Absent where nothing can change. */
  readonly refuse?: (() => void) | undefined;
}

/** For calls that need no authorization. */
export const noAuthorizer: Authorizer = { authorize: async () => ({ headers: {} }) };

/** Uses a signer of the user's. */
export function signerAuthorizer(
  signer: (request: UnsignedRequest) => Record<string, string> | Promise<Record<string, string>>,
): Authorizer {
  return {
    authorize: async (request, now) => ({
      headers: await ask("auth.sign", () => signer({ ...request, timestamp: now() })),
      refuse: () => {},
    }),
  };
}

/** Uses a token of the user's. */
export function tokenAuthorizer(
  token: string | (() => string | Promise<string>),
  secretKey: string,
  hash: Hash,
): Authorizer {
  return {
    async authorize(request, now) {
      if (typeof token === "string")
        return { headers: await signedHeaders(request, token, secretKey, now(), hash) };
      const fresh = await ask("auth.accessToken", token);
      return { headers: await signedHeaders(request, fresh, secretKey, now(), hash), refuse: () => {} };
    },
  };
}

/** The three headers of a signed request. [documented] */
export async function signedHeaders(
  { url, body }: Pick<UnsignedRequest, "url" | "body">,
  accessToken: string,
  secretKey: string,
  timestamp: number,
  hash: Hash,
): Promise<Record<string, string>> {
  return {
    "apim-accesstoken": accessToken,
    "apim-signature": await hash(signedText({ url, body, accessToken, secretKey, timestamp })),
    "apim-timestamp": String(timestamp),
  };
}

async function ask<T>(option: string, give: () => T | Promise<T>): Promise<T> {
  try {
    return await give();
  } catch (cause) {
    throw new OtaConfigError(`The function given as ${option} failed.`, option, undefined, { cause });
  }
}
