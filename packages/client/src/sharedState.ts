import type { Authorizer } from "./auth/authorization.ts";
import { createAuthorizer, secretsOf } from "./auth/authorizer.ts";
import type { SendTokenCall } from "./auth/tokenService.ts";
import type { Config } from "./config.ts";
import { withDeadline } from "./deadline.ts";
import { isOtaError } from "./errors.ts";
import { createAttempt } from "./http/attempt.ts";
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
  const { baseUrl, clock, timeoutMs } = config;
  const attempt = createAttempt(config, serverClock, secretsOf(config.auth));
  return async ({ operation, body, signal }) => {
    const request = {
      method: operation.method,
      url: baseUrl + operation.path,
      body: await body(Math.round(serverClock.now())),
      headers: new Headers({ "content-type": "application/json" }),
      authorization: {},
      operation,
    };
    try {
      const send = (attemptSignal: AbortSignal) => attempt(request, attemptSignal);
      return await withDeadline(clock, signal, timeoutMs, "attempt", send);
    } catch (error) {
      if (isOtaError(error)) Object.assign(error, { attempts: 1 });
      throw error;
    }
  };
}
