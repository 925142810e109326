import { didYouMean } from "../wire/didYouMean.ts";
import { type FaultName, transportFaults } from "../wire/faultNames.ts";
import { checkNumber, checkOptionNames, describe } from "../wire/options.ts";
import type { ReceivedRequest } from "../wire/receivedRequest.ts";
import { type OperationId, routes } from "../wire/routes.ts";
import { allScenarios } from "../wire/scenarios.ts";

/** Which calls a fault applies to, and its details. */
export interface FaultOptions {
  /** How many calls it applies to. @default Infinity, until `clearFaults()` or `reset()` */
  readonly times?: number;
  /** Applies only to calls for which this returns true. @default every call */
  readonly when?: (request: ReceivedRequest) => boolean;
  /** Applies only to searches of this organization; keeps test files apart that share a server. */
  readonly orgId?: string;
  /**
   * Applies to calls of this operation, or of any.
   *
   * @default `"searchOtaJobs"`; for an example that searches do not have, its own operations; for `clockSkew`
   * `"any"`, because a server has one clock
   */
  readonly operation?: OperationId | "any";
  /** `delay`: how long the answer waits; `slowBody`: how long its body takes. Milliseconds. @default 1000 */
  readonly delayMs?: number;
  /**
   * Sends this `Retry-After` header: seconds, or an HTTP date.
   *
   * @default 1 for `rateLimited`, no header for the others
   */
  readonly retryAfter?: number | string;
  /** `clockSkew`: how far the server's clock is ahead, in milliseconds; negative for behind. @default 3600000, an hour */
  readonly skewMs?: number;
  /**
   * `malformedJobs`: the properties that each job of the answer gets, whatever the spec says about them; one that is
   * `undefined` is left out. Only the answer changes: expressions and `mock.jobs` see the jobs as they are.
   *
   * @example
   * ```ts
   * mock.use("malformedJobs", { changes: { status: "paused", createTime: "yesterday", name: undefined } });
   * ```
   */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** `malformedJobs`: only the job with this ID. @default every job of the answer */
  readonly jobId?: string;
  /** `htmlPage`: its HTTP status. @default 200, as the sign-in page of a proxy has it */
  readonly status?: number;
}

/** A fault that was asked for, and how many calls it still applies to. */
export interface Fault {
  readonly name: FaultName;
  readonly options: FaultOptions;
  left: number;
}

/** The longest delay accepted: one day. */
const longestMs = 86_400_000;

const optionNames = [
  "times",
  "when",
  "orgId",
  "operation",
  "delayMs",
  "retryAfter",
  "skewMs",
  "status",
  "changes",
  "jobId",
] as const satisfies readonly (keyof FaultOptions)[];

/**
 * Checks the name and the options of a fault.
 *
 * @throws Error that says what is wrong, for callers without types
 */
export function createFault(name: unknown, options: unknown = {}): Fault {
  if (!isFaultName(name)) throw new Error(unknownFault(name));
  checkOptions(name, options);
  return { name, options, left: options.times ?? Number.POSITIVE_INFINITY };
}

function checkOptions(name: FaultName, options: unknown): asserts options is FaultOptions {
  const owner = `use("${name}", …)`;
  const given = checkOptionNames(owner, options, optionNames);
  const { times, when, orgId, operation, delayMs, retryAfter, skewMs, status } = given;
  if (times !== Number.POSITIVE_INFINITY) checkNumber(`${owner}: times`, times, { least: 1, whole: true });
  checkNumber(`${owner}: delayMs`, delayMs, { most: longestMs });
  checkNumber(`${owner}: skewMs`, skewMs, { least: -1e13, most: 1e13 });
  checkNumber(`${owner}: status`, status, { least: 200, most: 599, whole: true });
  if (typeof retryAfter !== "string") checkNumber(`${owner}: retryAfter`, retryAfter);
  if (when !== undefined && typeof when !== "function") {
    throw new Error(`${owner}: when must be a function, not ${describe(when)}.`);
  }
  checkChanges(name, owner, given);
  if (orgId !== undefined && typeof orgId !== "string") {
    throw new Error(`${owner}: orgId must be a text, not ${describe(orgId)}.`);
  }
  if (operation !== undefined && operation !== "any" && !operations.some((known) => known === operation)) {
    const known = ["any", ...operations];
    const hint = didYouMean(String(operation), known);
    throw new Error(
      `${owner}: there is no operation ${describe(operation)}.${hint} There are: ${known.join(", ")}.`,
    );
  }
}

/** Changes of jobs: needed for the fault that makes them, and refused elsewhere, where they would have no effect. */
function checkChanges(
  name: FaultName,
  owner: string,
  { changes, jobId }: { readonly changes?: unknown; readonly jobId?: unknown },
): void {
  if (name !== "malformedJobs") {
    for (const [option, value] of Object.entries({ changes, jobId })) {
      if (value !== undefined) throw new Error(`${owner}: only "malformedJobs" takes the option ${option}.`);
    }
    return;
  }
  if (typeof changes !== "object" || changes === null || Array.isArray(changes)) {
    throw new Error(
      `${owner}: changes must be an object such as { status: "paused" }, not ${describe(changes)}.`,
    );
  }
  if (jobId !== undefined && typeof jobId !== "string") {
    throw new Error(`${owner}: jobId must be a text, not ${describe(jobId)}.`);
  }
}

function unknownFault(name: unknown): string {
  const scenarios = Object.keys(allScenarios);
  const hint = didYouMean(String(name), [...scenarios, ...transportFaults]);
  return (
    `There is no fault ${describe(name)}.${hint} There are the scenarios ${scenarios.join(", ")}, ` +
    `and ${transportFaults.join(", ")}.`
  );
}

/** Whether a fault determines the answer; the others only change how it is delivered. */
export function decidesAnswer(name: FaultName): boolean {
  return ![
    "delay",
    "disconnect",
    "disconnectAfterHeaders",
    "truncatedBody",
    "slowBody",
    "malformedJobs",
    "clockSkew",
  ].includes(name);
}

function isFaultName(name: unknown): name is FaultName {
  if (typeof name !== "string") return false;
  return transportFaults.some((known) => known === name) || Object.hasOwn(allScenarios, name);
}

/** Whether a fault applies to a call. */
export function appliesTo({ name, options, left }: Fault, request: ReceivedRequest): boolean {
  if (left <= 0 || request.operation === undefined) return false;
  if (!operationsOf(name, options).includes(request.operation)) return false;
  if (options.orgId !== undefined && options.orgId !== request.orgId) return false;
  return options.when?.(request) ?? true;
}

const operations: readonly string[] = routes.map(({ operation }) => operation);

function operationsOf(name: FaultName, { operation }: FaultOptions): readonly string[] {
  if (operation === "any" || (operation === undefined && name === "clockSkew")) return operations;
  if (operation !== undefined) return [operation];
  const shown = allScenarios[name]?.operations ?? ["searchOtaJobs"];
  return shown.includes("searchOtaJobs") ? ["searchOtaJobs"] : shown;
}
