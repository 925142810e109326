import { type Authorizer, noAuthorizer } from "./auth/authorization.ts";
import { createAuthorizer, secretsOf } from "./auth/authorizer.ts";
import type { SendTokenCall } from "./auth/tokenService.ts";
import type { Config } from "./config.ts";
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
  const sendTokenCall = createTokenCallSend(config, serverClock);
  const authorizer = createAuthorizer({ ...config, now: serverClock.now, sendTokenCall });
  return { serverClock, authorizer };
}

/** Makes the function that sends a client's requests. */
export function createClientSend(config: Config, { serverClock, authorizer }: SharedState): Send {
  return createSend(config, serverClock, authorizer, secretsOf(config.auth));
}

/**
 * A token call is a single attempt. The call that needs the token retries, within its own budget and deadline; with a
 * loop for each, the requests that one call may cause would multiply.
 */
function createTokenCallSend(config: Config, serverClock: ServerClock): SendTokenCall {
  const send = createSend(config, serverClock, noAuthorizer, secretsOf(config.auth));
  return ({ operation, body, signal }) => {
    const request = {
      method: operation.method,
      url: config.baseUrl + operation.path,
      headers: { "content-type": "application/json" },
      operation,
      body,
    };
    return send(request, { signal, totalTimeoutMs: Infinity, isSingleAttempt: true });
  };
}
