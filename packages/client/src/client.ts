import { resolveConfig } from "./config.ts";
import { required } from "./environment.ts";
import { createSearch } from "./http/openapiFetch.ts";
import { createSession, createSessionSend, type Session } from "./http/session.ts";
import type { OtaClientOptions } from "./options.ts";
import { createOtaJobs, type OtaJobs } from "./resources/otaJobs.ts";

/** A client for one organization. Holds no connection and no timer: there is nothing to close. */
export interface OtaClient {
  /** The OTA jobs. */
  readonly otaJobs: OtaJobs;
  /** Makes a client with some options changed. It shares the token unless keys, server or transport change. */
  withOptions(options: OtaClientOptions): OtaClient;
}

/**
 * Makes a client. Options that are not given come from ENOS_BASE_URL, ENOS_ORG_ID, ENOS_ACCESS_KEY and
 * ENOS_SECRET_KEY. Throws an `OtaConfigError` that names what is missing or wrong.
 */
export function createOtaClient(options: OtaClientOptions = {}): OtaClient {
  return build(options, undefined);
}

function build(options: OtaClientOptions, shared: Session | undefined): OtaClient {
  const config = resolveConfig(options);
  const orgId = required(options.orgId, "orgId", "ENOS_ORG_ID");
  const session = shared ?? createSession(config);
  const search = createSearch(config.baseUrl, createSessionSend(config, session));
  return {
    otaJobs: createOtaJobs(search, orgId, config.clock),
    withOptions(changes) {
      const own = ["baseUrl", "auth", "fetch", "clock", "middleware", "sha256"].some(
        (name) => name in changes,
      );
      return build({ ...options, ...changes }, own ? undefined : session);
    },
  };
}
