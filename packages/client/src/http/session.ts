import { type Authorizer, noAuthorizer } from "../auth/authorization.ts";
import { createAuthorizer, secretsOf } from "../auth/authorizer.ts";
import type { Config } from "../config.ts";
import { createSend, type Send } from "./send.ts";
import { createServerClock, type ServerClock } from "./serverClock.ts";

/** What a client and those made from it with `withOptions()` share: the token and the server's time. */
export interface Session {
  readonly serverClock: ServerClock;
  readonly authorizer: Authorizer;
}

/** Makes the session of a client. */
export function createSession(config: Config): Session {
  const serverClock = createServerClock(config.clock);
  const send = createSend(config, serverClock, noAuthorizer, secretsOf(config.auth));
  const authorizer = createAuthorizer({
    ...config,
    now: serverClock.now,
    sendTokenCall: ({ path, body, signal }) =>
      send(
        {
          method: "POST",
          url: config.baseUrl + path,
          headers: new Headers({ "content-type": "application/json" }),
          tokenCall: true,
          body,
        },
        // The call that needs the token retries within its own budget, and its own deadline ends this.
        { signal, maxRetries: 0, totalTimeoutMs: Infinity },
      ),
  });
  return { serverClock, authorizer };
}

/** Makes what sends the requests of a session. */
export function createSessionSend(config: Config, { serverClock, authorizer }: Session): Send {
  return createSend(config, serverClock, authorizer, secretsOf(config.auth));
}
