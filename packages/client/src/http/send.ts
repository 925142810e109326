import type { Authorizer } from "../auth/authorization.ts";
import type { Config } from "../config.ts";
import type { Answer } from "./answer.ts";
import { createAttempt } from "./attempt.ts";
import { Call } from "./call.ts";
import { guardInstrumentation } from "./instrumentation.ts";
import type { OutgoingRequest, SendOptions } from "./outgoingRequest.ts";
import { createRedact } from "./redact.ts";
import type { ServerClock } from "./serverClock.ts";

/** Sends a request, with its retries, within the deadline of the call. */
export type Send = (request: OutgoingRequest, call: SendOptions) => Promise<Answer>;

/**
 * Makes a {@link Send}. Each attempt is authorized anew; after a failed one, the retry policy decides whether there is
 * another.
 *
 * @param keys The secrets of the client, which are redacted in all texts that come from elsewhere.
 */
export function createSend(
  config: Config,
  serverClock: ServerClock,
  authorizer: Authorizer,
  keys: readonly string[],
): Send {
  const context = {
    config,
    serverClock,
    authorizer,
    instrumentation: config.instrumentation && guardInstrumentation(config.instrumentation),
    attempt: createAttempt(config, serverClock, keys),
    redact: createRedact(() => keys),
  };
  return async (request, options) => new Call(context, request, options).run();
}
