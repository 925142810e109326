import type { AuthOptions } from "../auth/policy.ts";
import type { Searchable } from "../core/collection.ts";
import type { OtaJob } from "../core/job.ts";
import type { Profile } from "../core/profile.ts";
import { checkNumber, checkOptionNames, describe } from "../wire/options.ts";

/** The options of every door of the mock. */
export interface MockOptions {
  /** The jobs at the start; each belongs to the organization that its `orgId` names. @default none */
  readonly jobs?: readonly OtaJob[];
  /**
   * How callers are checked; `false` does not check them.
   *
   * @default tokens, timestamps and signatures are checked with the keys of `mock.auth`
   */
  readonly auth?: false | AuthOptions;
  /**
   * How the API behaves where nobody has documented it: the entries that differ from the defaults.
   *
   * @example { or: "accepted", pageSizeAboveMaximum: "capped" }
   */
  readonly profile?: Partial<Profile>;
  /**
   * For this time after an update, a search returns the state before it, in milliseconds. The API's page tells to wait
   * about 2000. The same as the profile's entry, which it overrides.
   *
   * @default 0
   */
  readonly consistencyDelayMs?: number;
  /**
   * Organizations that exist beside those of the jobs. A call for any other is refused with 99400.
   *
   * @default none; a mock that starts without jobs and organizations accepts every `orgId`
   */
  readonly organizations?: readonly string[];
  /** Organizations that the caller may not read: refused with 99403. @default none */
  readonly deniedOrganizations?: readonly string[];
  /** Records of other endpoints that the mock should answer, too; see `recordsOf`. @default none */
  readonly records?: readonly Searchable[];
  /** The server's clock, epoch milliseconds. @default Date.now */
  readonly now?: () => number;
}

const names = [
  "jobs",
  "auth",
  "profile",
  "consistencyDelayMs",
  "organizations",
  "deniedOrganizations",
  "records",
  "now",
] as const satisfies readonly (keyof MockOptions)[];

/**
 * Checks the options of a door.
 *
 * @param owner the function that took them, for messages
 * @param others the names of the door's own options
 * @throws Error for an option that does not exist or has a wrong value
 */
export function checkMockOptions(owner: string, options: MockOptions, others: readonly string[]): void {
  checkOptionNames(owner, options, [...names, ...others]);
  checkNumber(`${owner}: consistencyDelayMs`, options.consistencyDelayMs);
  for (const name of ["jobs", "organizations", "deniedOrganizations", "records"] as const) {
    const value = options[name];
    if (value !== undefined && !Array.isArray(value)) {
      throw new Error(`${owner}: ${name} must be a list, not ${describe(value)}.`);
    }
  }
  if (options.now !== undefined && typeof options.now !== "function") {
    throw new Error(`${owner}: now must be a function, not ${describe(options.now)}.`);
  }
}
