import { readExpression } from "../core/expression.ts";
import type { OtaJob } from "../core/job.ts";
import type { ReceivedRequest } from "../engine/requestLog.ts";
import type { FaultName, FaultOptions } from "../faults/fault.ts";

/** A request that a server of another process received; without headers, which hold its callers' tokens. */
export type RemoteRequest = Omit<ReceivedRequest, "headers" | "expressionError">;

/** Which calls a fault of a server in another process hits; a function cannot travel there. */
export type RemoteFaultOptions = Omit<FaultOptions, "when">;

/** A server that runs in another process, such as one that vitest's globalSetup has started. */
export interface RemoteMock {
  readonly url: string;
  /**
   * Adds jobs, each to the organization that its `orgId` names.
   *
   * @throws Error if one does not fit the spec, or if its organization has it already
   */
  addJobs(...jobs: readonly OtaJob[]): Promise<void>;
  /** Removes every job of an organization. */
  clearJobs(orgId: string): Promise<void>;
  /**
   * Makes calls fail, as `use` of a mock does. Give an `orgId`, if other test files use the server at the same time.
   *
   * @throws Error for a name that there is not, with the names that there are
   */
  use(name: FaultName, options?: RemoteFaultOptions): Promise<void>;
  /** The requests that came in for an organization, oldest first. */
  requests(orgId: string): Promise<readonly RemoteRequest[]>;
}

/**
 * Steers a server of `startMockServer` or `enos-ota-mock` from another process. Test files that run at the same time
 * do not step on each other as long as each uses an `orgId` of its own.
 */
export function connectMockServer(url: string): RemoteMock {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url.replace(/\/$/, "")}/__mock/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(messageOf(answer));
    return answer;
  };
  const query = (orgId: string): string => `?orgId=${encodeURIComponent(orgId)}`;
  return {
    url,
    addJobs: async (...jobs) => {
      await call("POST", "jobs", jobs);
    },
    clearJobs: async (orgId) => {
      await call("DELETE", `jobs${query(orgId)}`);
    },
    use: async (name, options = {}) => {
      await call("POST", "use", { name, options });
    },
    requests: async (orgId) => {
      const answer = await call("GET", `requests${query(orgId)}`);
      return isRequests(answer) ? answer.map(revive) : [];
    },
  };
}

function isRequests(answer: unknown): answer is readonly Omit<RemoteRequest, "condition">[] {
  return Array.isArray(answer);
}

function revive(request: Omit<RemoteRequest, "condition">): RemoteRequest {
  const { expression } = request;
  return {
    ...request,
    condition: expression === undefined ? undefined : readExpression(expression).condition,
  };
}

function messageOf(answer: unknown): string {
  const known = typeof answer === "object" && answer !== null && "message" in answer;
  return known ? String(answer.message) : "The mock server has refused the call.";
}
