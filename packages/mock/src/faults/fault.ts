import type { ReceivedRequest } from "../engine/requestLog.ts";
import { type OperationId, routes } from "../engine/routes.ts";
import { type ScenarioName, scenarioOf } from "../engine/scenario.ts";

/** Faults of the way to the API, which no example of the spec can show. */
export const transportFaults = [
  "delay",
  "disconnect",
  "disconnectAfterHeaders",
  "truncatedBody",
  "slowBody",
  "htmlPage",
  "clockSkew",
] as const;

/** Name of a transport fault. */
export type TransportFaultName = (typeof transportFaults)[number];

/** What can be asked for by `use`: any named example of the spec, or a transport fault. */
export type FaultName = ScenarioName | TransportFaultName;

/** Which calls a fault hits, and how. */
export interface FaultOptions {
  /** How many calls it hits. Default: all until `reset()`. */
  readonly times?: number;
  /** Hits only the calls for which this is true. Default: all. */
  readonly when?: (request: ReceivedRequest) => boolean;
  /** Hits only searches of this organization; keeps test files apart that share a server. Default: of all. */
  readonly orgId?: string;
  /**
   * Hits calls of this operation, or of any. Default: searches; for an example that searches do not have, its own
   * operations; for `clockSkew` any, because a server has one clock.
   */
  readonly operation?: OperationId | "any";
  /** `delay`: how long the answer waits; `slowBody`: how long its body takes. Milliseconds. Default: 1000. */
  readonly delayMs?: number;
  /** Sends this `Retry-After` header: seconds, or an HTTP date. Default: none, except 1 for `rateLimited`. */
  readonly retryAfter?: number | string;
  /** `clockSkew`: how far the server's clock is ahead, in milliseconds; negative for behind. Default: an hour. */
  readonly skewMs?: number;
  /** `htmlPage`: its HTTP status. Default: 200, as a proxy's sign-in page has it. */
  readonly status?: number;
}

/** A fault that was asked for, and how many calls it will still hit. */
export interface Fault {
  readonly name: FaultName;
  readonly options: FaultOptions;
  left: number;
}

/** Whether a fault decides what is answered; the others only change how an answer travels. */
export function isAnswer(name: FaultName): name is ScenarioName | "htmlPage" {
  return name === "htmlPage" || !isTransport(name);
}

function isTransport(name: string): name is TransportFaultName {
  return transportFaults.some((known) => known === name);
}

/**
 * Checks what was asked for.
 *
 * @throws Error that lists the names, for those who call without types
 */
export function createFault(name: FaultName, options: FaultOptions): Fault {
  if (!isTransport(name)) scenarioOf(name);
  const { times = Number.POSITIVE_INFINITY } = options;
  if (!(times >= 1)) throw new Error(`times must be at least 1, not ${times}.`);
  return { name, options, left: times };
}

/** Whether a fault hits a call. */
export function hits({ name, options, left }: Fault, request: ReceivedRequest): boolean {
  if (left <= 0 || request.operation === undefined) return false;
  if (!operationsOf(name, options).includes(request.operation)) return false;
  if (options.orgId !== undefined && options.orgId !== request.orgId) return false;
  return options.when?.(request) ?? true;
}

const any = routes.map(({ operation }) => operation);

function operationsOf(name: FaultName, { operation }: FaultOptions): readonly string[] {
  if (operation === "any" || (operation === undefined && name === "clockSkew")) return any;
  if (operation !== undefined) return [operation];
  if (isTransport(name)) return ["searchOtaJobs"];
  const { operations } = scenarioOf(name);
  return operations.includes("searchOtaJobs") ? ["searchOtaJobs"] : operations;
}
