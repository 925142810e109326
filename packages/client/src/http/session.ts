import { type Authorizer, noAuthorizer, signerAuthorizer, tokenAuthorizer } from "../auth/authorizer.ts";
import { keyAuthorizer } from "../auth/keys.ts";
import type { Config } from "../config.ts";
import { createSend, type Send } from "./send.ts";
import { createServerClock, type ServerClock } from "./serverClock.ts";

/** What a client and those made from it with `withOptions()` have in common: the token and the server's time. */
export interface Session {
  readonly serverClock: ServerClock;
  readonly authorizer: Authorizer;
}

/** Makes the session of a client. */
export function createSession(config: Config): Session {
  const { auth, clock } = config;
  const serverClock = createServerClock(clock);
  const authorizer =
    auth === "none"
      ? noAuthorizer
      : "sign" in auth
        ? signerAuthorizer(auth.sign)
        : "accessToken" in auth
          ? tokenAuthorizer(auth.accessToken, auth.secretKey, config.sha256)
          : keyAuthorizer(config, auth, serverClock);
  return { serverClock, authorizer };
}

/** Makes what sends the requests of a session. */
export function createSessionSend(config: Config, { serverClock, authorizer }: Session): Send {
  const { auth } = config;
  const keys =
    auth === "none" || "sign" in auth
      ? []
      : "accessKey" in auth
        ? [auth.accessKey, auth.secretKey]
        : [auth.secretKey];
  return createSend(config, serverClock, authorizer, keys);
}
