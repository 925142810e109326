import { resolveConfig } from "./config.ts";
import { createBareClient, type FetchClient } from "./http/openapiFetch.ts";
import type { OtaClientOptions } from "./options.ts";
import { createClientSend, createSharedState } from "./sharedState.ts";

export type { FetchClient } from "./http/openapiFetch.ts";

/**
 * Makes the bare openapi-fetch client, typed by the spec, with our tokens, signatures, deadlines and retries beneath.
 * Failures of every kind are thrown as this package's errors; `data` is then always a success.
 * `orgId` is not an option here: it is a query parameter of each call.
 */
export function createFetchClient(options: Omit<OtaClientOptions, "orgId"> = {}): FetchClient {
  const config = resolveConfig(options);
  return createBareClient(config.baseUrl, createClientSend(config, createSharedState(config)));
}
