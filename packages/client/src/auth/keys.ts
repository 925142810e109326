import type { Authorization, Authorizer } from "./authorization.ts";
import { isTokenRefused, isTokenSuspect } from "./refusal.ts";
import type { Hash } from "./sha256.ts";
import { createSigner } from "./signer.ts";
import type { Token } from "./token.ts";
import type { TokenCache } from "./tokenCache.ts";

/** Signs with a token that the client fetches, shares and renews. */
export function keyAuthorizer(cache: TokenCache, secretKey: string, hash: Hash): Authorizer {
  const sign = createSigner(secretKey, hash);
  const authorizeWith = async (
    { accessToken, stored }: Token,
    ...[request, now]: Parameters<Authorizer["authorize"]>
  ): Promise<Authorization> => ({
    headers: await sign(request, accessToken, now),
    refuse(failure) {
      const refused = stored ? isTokenSuspect(failure) : isTokenRefused(failure);
      if (refused) cache.refuse(accessToken);
      return refused;
    },
  });

  return {
    authorize: async (request, now) => authorizeWith(await cache.get(request.signal), request, now),
    async prepare(signal) {
      const token = await cache.get(signal);
      // It may have been replaced until it is used. A token that has ended meanwhile is refused, and the attempt repeated.
      return (request, now) => authorizeWith(cache.peek() ?? token, request, now);
    },
  };
}
