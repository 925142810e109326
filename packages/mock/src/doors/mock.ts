import type { Credentials } from "../auth/policy.ts";
import type { OtaJob } from "../core/job.ts";
import type { Profile } from "../core/profile.ts";
import type { Records } from "../core/records.ts";
import type { Engine, ResetOptions } from "../engine/engine.ts";
import type { FaultOptions } from "../faults/fault.ts";
import type { FaultName } from "../wire/faultNames.ts";
import type { ReceivedRequest } from "../wire/receivedRequest.ts";

/** The jobs of a mock. */
export interface Jobs extends Records<OtaJob, "jobId" | "orgId"> {}

/** The interface of every mock in this process, regardless of its door. */
export interface Mock {
  /** The keys that it accepts. */
  readonly auth: Credentials;
  /** How it behaves where the API is not documented. */
  readonly profile: Profile;
  /** Its jobs; may change while it is used. */
  readonly jobs: Jobs;
  /** The requests that it received, oldest first: the last 10,000, or fewer if their bodies exceed 16 MiB. */
  readonly requests: readonly ReceivedRequest[];
  /**
   * Makes calls fail, or answers them with a named example of the spec; `FaultOptions` says which calls and how.
   *
   * @throws Error for a name or an option that does not exist, and for a value that makes no sense
   *
   * @example
   * ```ts
   * mock.use("rateLimited", { times: 2, retryAfter: 1 });
   * ```
   */
  use(name: FaultName, options?: FaultOptions): void;
  /** Removes all faults; with an `orgId`, those that were added for this organization. */
  clearFaults(orgId?: string): void;
  /**
   * Restores the state of the start: the jobs, no requests, no faults. Tokens stay valid, because a client may live
   * longer than a test; `{ tokens: true }` makes them invalid. With an `orgId` it leaves other organizations alone.
   */
  reset(options?: ResetOptions): void;
}

/** The engine's side of a door. */
export function mockOf(engine: Engine): Mock {
  return {
    auth: { accessKey: engine.policy.accessKey, secretKey: engine.policy.secretKey },
    profile: engine.profile,
    jobs: engine.jobs,
    requests: engine.log.list,
    use: (name, options) => engine.use(name, options),
    clearFaults: (orgId) => engine.clearFaults(orgId),
    reset: (options) => engine.reset(options),
  };
}
