import { type Authorizer, noAuthorizer } from "./auth/authorization.ts";
import { createAuthorizer, secretsOf } from "./auth/authorizer.ts";
import type { Config } from "./config.ts";
import { operations } from "./generated/operations.ts";
import { createSend, type Send } from "./http/send.ts";
import { createServerClock, type ServerClock } from "./http/serverClock.ts";

/** What a client shares with those made from it by `withOptions()`: the token and the server's time. */
export interface SharedState {
  readonly serverClock: ServerClock;
  readonly authorizer: Authorizer;
}

/** Makes the state of a new client. */
export function createSharedState(config: Config): SharedState {
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
          operation: operations.getAccessToken,
          body,
        },
        // The call that needs the token retries within its own budget, and its own deadline ends this.
        { signal, maxRetries: 0, totalTimeoutMs: Infinity },
      ),
  });
  return { serverClock, authorizer };
}

/** Makes the function that sends a client's requests. */
export function createClientSend(config: Config, { serverClock, authorizer }: SharedState): Send {
  return createSend(config, serverClock, authorizer, secretsOf(config.auth));
}
