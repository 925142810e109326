import { checkRecords } from "../../core/checkRecords.ts";
import { otaJobs } from "../../core/otaJobs.ts";
import type { Engine } from "../../engine/engine.ts";
import { describe } from "../../wire/options.ts";
import type { RemoteRequest } from "./protocol.ts";

/** A call to the server itself. */
interface ControlCall {
  readonly query: URLSearchParams;
  readonly json: unknown;
}

/** Carries out a call; returns the body of the answer, or nothing for a plain "ok". */
type Action = (engine: Engine, call: ControlCall) => unknown;

/** The control operations of the server, by path and method. */
export const controlActions: ReadonlyMap<string, Readonly<Record<string, Action>>> = new Map<
  string,
  Readonly<Record<string, Action>>
>([
  [
    "jobs",
    {
      GET: (engine, { query }) => engine.jobs.list(orgIdOf(query)),
      POST: (engine, { json }) => engine.jobs.add(checkRecords(otaJobs, json)),
      PUT: (engine, { json }) => engine.jobs.replace(checkRecords(otaJobs, json)),
      DELETE: (engine, { query }) => engine.jobs.clear(orgIdOf(query)),
    },
  ],
  [
    "job",
    {
      PATCH: (engine, { query, json }) =>
        engine.jobs.update(jobIdOf(query), changesOf(query, json), orgIdOf(query)),
      DELETE: (engine, { query }) => engine.jobs.remove(jobIdOf(query), orgIdOf(query)),
    },
  ],
  [
    "faults",
    {
      POST: (engine, { query, json }) => {
        const { name, options } = faultOf(query, json);
        engine.use(name, options);
      },
      DELETE: (engine, { query }) => engine.clearFaults(orgIdOf(query)),
    },
  ],
  ["requests", { GET: (engine, { query }) => requestsOf(engine, orgIdOf(query)) }],
  [
    "reset",
    {
      POST: (engine, { query }) => {
        const orgId = orgIdOf(query);
        engine.reset({ ...(orgId !== undefined && { orgId }), tokens: query.get("tokens") === "true" });
      },
    },
  ],
  ["profile", { GET: (engine) => engine.profile }],
]);

function requestsOf(engine: Engine, orgId: string | undefined): readonly Omit<RemoteRequest, "condition">[] {
  return engine.log.list.filter((logged) => orgId === undefined || logged.orgId === orgId).map(toRemote);
}

/** The properties that JSON can carry; the receiver derives the others. */
function toRemote(request: Engine["log"]["list"][number]): Omit<RemoteRequest, "condition"> {
  const { operation, method, path, query, text, body, orgId, expression } = request;
  const { receivedAt, status, code, refusal, scenario } = request;
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
    refusal,
    scenario,
  };
}

function orgIdOf(query: URLSearchParams): string | undefined {
  return query.get("orgId") ?? undefined;
}

function jobIdOf(query: URLSearchParams): string {
  const jobId = query.get("jobId");
  if (jobId === null) throw new Error("The query parameter jobId is missing.");
  return jobId;
}

/** JSON has no `undefined`, so the properties to be removed come in the query. */
function changesOf(query: URLSearchParams, json: unknown): object {
  const removed = (query.get("remove") ?? "").split(",").filter(Boolean);
  const changes = Object.fromEntries(removed.map((name) => [name, undefined]));
  if (typeof json === "object" && json !== null) return { ...json, ...changes };
  throw new Error(`The body must be an object of changes, not ${describe(json)}.`);
}

function faultOf(
  query: URLSearchParams,
  json: unknown,
): { readonly name: unknown; readonly options?: unknown } {
  if (typeof json === "object" && json !== null && "name" in json) {
    const options = "options" in json ? json.options : undefined;
    if (!query.has("remove") || typeof options !== "object" || options === null) return json;
    const changes = "changes" in options ? options.changes : {};
    return { ...json, options: { ...options, changes: changesOf(query, changes) } };
  }
  throw new Error('The body must be JSON such as {"name":"rateLimited","options":{"times":1}}.');
}
