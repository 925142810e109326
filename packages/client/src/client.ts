import { type Authorizer, noAuthorizer, signerAuthorizer, tokenAuthorizer } from "./authorizer.ts";
import { type Config, required, resolveConfig } from "./config.ts";
import { createBareClient, type FetchClient } from "./openapiFetch.ts";
import type { OtaClientOptions } from "./options.ts";
import { createOtaJobs, type OtaJobs } from "./otaJobs.ts";
import { createServerClock, type ServerClock } from "./serverClock.ts";
import { keyAuthorizer } from "./tokens.ts";
import { createSend, type Send } from "./transport.ts";

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

/** What a client and those made from it with `withOptions()` have in common. */
interface Session {
  readonly serverClock: ServerClock;
  readonly authorizer: Authorizer;
}

function build(options: OtaClientOptions, session: Session | undefined): OtaClient {
  const config = resolveConfig(options);
  const orgId = required(options.orgId, "orgId", "ENOS_ORG_ID");
  const { authorizer, serverClock } = session ?? createSession(config);
  const send = createSend(config, serverClock, authorizer, secretsOf(config));
  return {
    otaJobs: createOtaJobs(createBareClient(config.baseUrl, send), send, orgId, config.clock),
    withOptions(changes) {
      const own = ["baseUrl", "auth", "fetch", "clock", "middleware"].some((name) => name in changes);
      return build({ ...options, ...changes }, own ? undefined : { authorizer, serverClock });
    },
  };
}

/** Makes the bare client and what it sends with. */
export function createBare(options: OtaClientOptions): FetchClient {
  const config = resolveConfig(options);
  const { authorizer, serverClock } = createSession(config);
  const send: Send = createSend(config, serverClock, authorizer, secretsOf(config));
  return createBareClient(config.baseUrl, send);
}

function createSession(config: Config): Session {
  const { auth, clock } = config;
  const serverClock = createServerClock(clock);
  if (auth === "none") return { serverClock, authorizer: noAuthorizer };
  if ("sign" in auth) return { serverClock, authorizer: signerAuthorizer(auth.sign) };
  if ("accessToken" in auth) {
    return { serverClock, authorizer: tokenAuthorizer(auth.accessToken, auth.secretKey) };
  }
  return { serverClock, authorizer: keyAuthorizer(config, auth, serverClock) };
}

function secretsOf({ auth }: Config): string[] {
  if (auth === "none" || "sign" in auth) return [];
  return "accessKey" in auth ? [auth.accessKey, auth.secretKey] : [auth.secretKey];
}
