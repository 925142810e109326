import type { Authorizer } from "./authorization.ts";
import { isTokenRefused, isTokenSuspect } from "./refusal.ts";
import type { Hash } from "./sha256.ts";
import { signedHeaders } from "./signedHeaders.ts";
import type { TokenCache } from "./tokenCache.ts";

/** Signs with a token that the client fetches, shares and renews. */
export function keyAuthorizer(cache: TokenCache, secretKey: string, hash: Hash): Authorizer {
  return {
    async authorize(request, now) {
      const { accessToken, stored } = await cache.get(request.signal);
      return {
        headers: await signedHeaders(request, accessToken, secretKey, now, hash),
        refuse(failure) {
          const refused = stored ? isTokenSuspect(failure) : isTokenRefused(failure);
          if (refused) cache.refuse(accessToken);
          return refused;
        },
      };
    },
  };
}
