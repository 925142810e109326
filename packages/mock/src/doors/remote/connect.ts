import type { Condition } from "@enos-ota/query";
import { createProfile } from "../../core/createProfile.ts";
import { ExpressionReader } from "../../core/expression.ts";
import type { OtaJob } from "../../core/job.ts";
import { otaJobs } from "../../core/otaJobs.ts";
import type { Changes } from "../../core/records.ts";
import type { ResetOptions } from "../../engine/engine.ts";
import type { FaultName } from "../../wire/faultNames.ts";
import { controlHeader, controlPrefix, type RemoteFaultOptions, type RemoteRequest } from "./protocol.ts";

/** A mock server that runs in another process, such as one that the globalSetup of vitest has started. */
export interface RemoteMock {
  readonly url: string;
  /**
   * Adds jobs, each to the organization that its `orgId` names; takes lists, too.
   *
   * @throws Error if one does not match the spec, or if its organization already has one with its ID
   */
  addJobs(...jobs: readonly (OtaJob | readonly OtaJob[])[]): Promise<void>;
  /** Replaces all jobs of all organizations. */
  replaceJobs(jobs: readonly OtaJob[]): Promise<void>;
  /**
   * Changes properties of a job.
   *
   * @throws Error if there is no such job, or if several organizations have one and no `orgId` is given
   */
  updateJob(jobId: string, changes: Changes<OtaJob, "jobId" | "orgId">, orgId?: string): Promise<void>;
  /**
   * Removes a job.
   *
   * @throws Error as `updateJob` does
   */
  removeJob(jobId: string, orgId?: string): Promise<void>;
  /** Removes all jobs of an organization; without `orgId`, of every organization. */
  clearJobs(orgId?: string): Promise<void>;
  /** The jobs of an organization, in the order of the list; without `orgId`, of every organization. */
  listJobs(orgId?: string): Promise<readonly OtaJob[]>;
  /**
   * Makes calls fail, as `use` of a mock does. Pass an `orgId` if other test files use the server at the same time.
   *
   * @throws Error for a name or an option that does not exist
   */
  use(name: FaultName, options?: RemoteFaultOptions): Promise<void>;
  /** Removes all faults; with an `orgId`, those that were added for this organization. */
  clearFaults(orgId?: string): Promise<void>;
  /** The requests that the server received, oldest first; with an `orgId`, those for this organization. */
  requests(orgId?: string): Promise<readonly RemoteRequest[]>;
  /** Restores the state of the start, as `reset` of a mock does; pass an `orgId` to leave other test files alone. */
  reset(options?: ResetOptions): Promise<void>;
}

/**
 * Controls a server of `startMockServer` or `enos-ota-mock` from another process. Test files that run at the same time
 * do not disturb each other as long as each uses an `orgId` of its own.
 *
 * @param url the address that the server printed, such as `http://127.0.0.1:4010`
 * @throws Error (each method) if no mock server answers there, or if it refuses the call
 *
 * @example
 * ```ts
 * const mock = connectMockServer("http://127.0.0.1:4010");
 * await mock.addJobs(generateJobs(20, { orgId: "search.test" }));
 * ```
 */
export function connectMockServer(url: string): RemoteMock {
  const base = url.replace(/\/+$/, "");
  const call = (method: string, path: string, query: Query = {}, body?: unknown): Promise<unknown> =>
    send(base, method, path + write(query), body);
  return {
    url: base,
    addJobs: async (...jobs) => void (await call("POST", "jobs", {}, jobs.flat())),
    replaceJobs: async (jobs) => void (await call("PUT", "jobs", {}, jobs)),
    updateJob: async (jobId, changes, orgId) => {
      await call("PATCH", "job", { jobId, orgId, remove: removedBy(changes) }, changes);
    },
    removeJob: async (jobId, orgId) => void (await call("DELETE", "job", { jobId, orgId })),
    clearJobs: async (orgId) => void (await call("DELETE", "jobs", { orgId })),
    listJobs: async (orgId) => listOf<OtaJob>(await call("GET", "jobs", { orgId })),
    use: async (name, options = {}) => {
      await call("POST", "faults", { remove: removedBy(options.changes ?? {}) }, { name, options });
    },
    clearFaults: async (orgId) => void (await call("DELETE", "faults", { orgId })),
    requests: async (orgId) => listOf<RemoteRequest>(await call("GET", "requests", { orgId })).map(revive),
    reset: async ({ orgId, tokens } = {}) => {
      await call("POST", "reset", { orgId, tokens: tokens ? "true" : undefined });
    },
  };
}

/** The properties that changes remove: they have the value `undefined`, which JSON does not have. */
function removedBy(changes: object): string | undefined {
  const removed = Object.entries(changes).filter(([, value]) => value === undefined);
  return removed.map(([name]) => name).join(",") || undefined;
}

type Query = Readonly<Record<string, string | undefined>>;

function write(query: Query): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

async function send(base: string, method: string, path: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`${base}${controlPrefix}${path}`, {
      method,
      headers: { "content-type": "application/json", [controlHeader]: "1" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new Error(`No mock server answers at ${base}; is it running, and is this the address it printed?`, {
      cause,
    });
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw new Error(
    messageOf(text) ?? `${base} refused the call with HTTP ${response.status}; is it a mock server?`,
  );
}

function messageOf(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const known = typeof answer === "object" && answer !== null && "message" in answer;
    return known ? String(answer.message) : undefined;
  } catch {
    return undefined;
  }
}

function isList<Item>(answer: unknown): answer is readonly Item[] {
  return Array.isArray(answer);
}

function listOf<Item>(answer: unknown): readonly Item[] {
  return isList<Item>(answer) ? answer : [];
}

const reader = new ExpressionReader(otaJobs, createProfile());

function revive(request: Omit<RemoteRequest, "condition">): RemoteRequest {
  const { expression } = request;
  const condition: Condition | undefined =
    expression === undefined ? undefined : reader.read(expression).condition;
  return { ...request, condition };
}
