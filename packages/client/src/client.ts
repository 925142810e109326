import { checkOptions } from "./check.ts";
import { resolveConfig } from "./config.ts";
import { optional } from "./environment.ts";
import { OtaConfigError } from "./errors.ts";
import { createSearch, type SearchAction } from "./http/openapiFetch.ts";
import { clientChecks } from "./optionChecks.ts";
import type { OtaClientOptions } from "./options.ts";
import { createOtaJobs, type OtaJobs } from "./resources/otaJobs.ts";
import type { SendSearch } from "./resources/resource.ts";
import { createClientSend, createSharedState, type SharedState } from "./sharedState.ts";

/** A client. It holds no connection and no timer, so there is nothing to close. */
export interface OtaClient {
  /** The OTA jobs. */
  readonly otaJobs: OtaJobs;
  /**
   * Makes a client with some options changed; an option that is `undefined` stays as it is. Both clients share the
   * token, unless `baseUrl`, `auth`, `fetch`, `clock`, `middleware` or `sha256` changes.
   *
   * @throws {@link OtaConfigError} that names an option that is wrong or unknown.
   * @example
   * const other = enos.withOptions({ orgId: "o15475466766371" });
   */
  withOptions(changes: OtaClientOptions): OtaClient;
}

/**
 * Makes a client. Options that are not given are taken from the environment variables `ENOS_BASE_URL`, `ENOS_ORG_ID`,
 * `ENOS_ACCESS_KEY` and `ENOS_SECRET_KEY`.
 *
 * @throws {@link OtaConfigError} that names an option that is missing, wrong or unknown.
 * @example
 * const enos = createOtaClient({ baseUrl: "https://apim.example.com", orgId, auth: { accessKey, secretKey } });
 * for await (const job of enos.otaJobs.search({ expression: "status = 'started'" })) console.log(job.jobId);
 */
export function createOtaClient(options: OtaClientOptions = {}): OtaClient {
  return build(options, undefined);
}

/** The options that decide whose token it is, and how it is got. */
const ownToken = ["baseUrl", "auth", "fetch", "clock", "middleware", "sha256"] as const;

function build(options: OtaClientOptions, shared: SharedState | undefined): OtaClient {
  const config = resolveConfig(options);
  const state = shared ?? createSharedState(config);
  const send = createClientSend(config, state);
  const search = (action: SearchAction): SendSearch => createSearch(config.baseUrl, send, action);
  const orgId = optional(options.orgId, "ENOS_ORG_ID");
  return {
    otaJobs: createOtaJobs(search("search"), orgId, config.clock),
    withOptions(changes) {
      if (changes === undefined) {
        throw new OtaConfigError("withOptions() takes an object with the options to change.");
      }
      checkOptions("withOptions()", changes, clientChecks);
      const isOwn = ownToken.some((name) => changes[name] !== undefined);
      return build({ ...options, ...withoutUndefined(changes) }, isOwn ? undefined : state);
    },
  };
}

function withoutUndefined(options: OtaClientOptions): OtaClientOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
