import { readJson } from "../engine/checks.ts";
import type { Engine } from "../engine/engine.ts";
import { type Answer, answer, gatewayError, type WireRequest } from "../engine/wire.ts";
import type { FaultName, FaultOptions } from "../faults/fault.ts";
import { checkJobs } from "./checkJobs.ts";
import type { RemoteRequest } from "./connect.ts";

/** Where the calls to the server itself are found; the API has no such path. */
const prefix = "/__mock/";

/** What can be asked of the server itself, by method and path. */
const actions: Readonly<Record<string, (engine: Engine, request: WireRequest) => unknown>> = {
  "GET health": () => ({ status: "ok" }),
  "POST jobs": (engine, request) => {
    engine.jobs.add(checkJobs(readJson(request)?.json, "the request"));
    return { status: "ok" };
  },
  "DELETE jobs": (engine, request) => {
    engine.jobs.clear(orgIdOf(request));
    return { status: "ok" };
  },
  "GET requests": (engine, request) => {
    const orgId = orgIdOf(request);
    return engine.requests.filter((logged) => orgId === undefined || logged.orgId === orgId).map(toRemote);
  },
  "POST use": (engine, request) => {
    const wanted = readJson(request)?.json;
    if (!isFault(wanted))
      throw new Error('The request must be JSON such as {"name":"rateLimited","options":{}}.');
    engine.use(wanted.name, wanted.options ?? {});
    return { status: "ok" };
  },
};

/** Answers a call to the server itself; undefined for a call to the API. */
export function control(request: WireRequest, engine: Engine): Answer | undefined {
  if (!request.path.startsWith(prefix)) return undefined;
  const action = actions[`${request.method} ${request.path.slice(prefix.length)}`];
  if (!action) {
    return gatewayError(404, `The mock itself has: ${Object.keys(actions).join(", ")}, below ${prefix}.`);
  }
  try {
    return answer(200, action(engine, request));
  } catch (error) {
    return gatewayError(400, error instanceof Error ? error.message : String(error));
  }
}

function orgIdOf({ query }: WireRequest): string | undefined {
  return query.get("orgId") ?? undefined;
}

function isFault(value: unknown): value is { readonly name: FaultName; readonly options?: FaultOptions } {
  // The name itself is checked by `use`, which lists those that there are.
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}

/** What can travel as JSON; the rest is worked out at the other end. */
function toRemote(request: Engine["requests"][number]): Omit<RemoteRequest, "condition"> {
  const {
    operation,
    method,
    path,
    query,
    text,
    body,
    orgId,
    expression,
    receivedAt,
    status,
    code,
    scenario,
  } = request;
  return {
    operation,
    method,
    path,
    query,
    text,
    body,
    orgId,
    expression,
    receivedAt,
    status,
    code,
    scenario,
  };
}
