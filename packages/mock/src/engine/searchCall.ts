import type { Refusal } from "../auth/authorize.ts";
import type { Searchable } from "../core/collection.ts";
import { invalidArgument } from "../core/messages.ts";
import type { Organizations } from "../core/organizations.ts";
import type { Profile } from "../core/profile.ts";
import type { SearchAnswer } from "../core/search.ts";
import { codes, errorCodes } from "../generated/errorCodes.ts";
import { scenarios } from "../generated/scenarios.ts";
import { type Answer, answer } from "../wire/answer.ts";
import type { WireRequest } from "../wire/request.ts";
import { exampleOf } from "../wire/scenarios.ts";

/** What a search needs to know about the mock. */
export interface SearchContext {
  readonly profile: Profile;
  readonly searches: ReadonlyMap<string, Searchable>;
  readonly organizations: Organizations;
  /** Organizations whose records the service account may not read. */
  readonly denied: ReadonlySet<string>;
  readonly now: number;
  readonly requestId: string;
}

/** Answers a search whose caller was authorized and whose body was read as JSON. */
export function answerSearch(request: WireRequest, body: unknown, context: SearchContext): Answer {
  const { code, msg, ...rest } = search(request, body, context);
  const status = code === 0 ? 200 : context.profile.businessErrorStatus;
  return answer(status, { code, msg, requestId: context.requestId, ...rest });
}

/** Answers a call that was refused for its token or signature. */
export function answerRefusal({ answer: given, reason }: Refusal, context: SearchContext): Answer {
  if (given === 401) return exampleOf("unauthorized", reason);
  const msg = `${errorCodes[given].message} (${reason})`;
  const { requestId, profile } = context;
  return answer(profile.businessErrorStatus, { code: given, msg, requestId, data: null });
}

function search(
  { query }: WireRequest,
  body: unknown,
  { searches, organizations, denied, now }: SearchContext,
): SearchAnswer {
  const problem = queryProblem(query, [...searches.keys()]);
  if (problem) return failure(codes.InvalidArgument, problem);
  const orgId = query.get("orgId") ?? "";
  if (!organizations.has(orgId)) {
    const { code, msg } = scenarios.organizationUnknown.body;
    return failure(code, msg);
  }
  if (denied.has(orgId)) {
    const { message } = errorCodes[codes.PermissionDenied];
    return failure(codes.PermissionDenied, `${message}:  orgId ${orgId}`);
  }
  const searched = searches.get(query.get("action") ?? "");
  return searched?.search(orgId, body, now) ?? failure(codes.InvalidArgument, invalidArgument("action", ""));
}

/** Returns what is wrong with the query of a search; undefined if it is as the spec wants it. */
function queryProblem(query: URLSearchParams, actions: readonly string[]): string | undefined {
  for (const name of ["action", "orgId"]) {
    const values = query.getAll(name);
    // The sentence of the documentation's sample.
    if (!values[0]) return invalidArgument(name, `${name} is missing`);
    if (values.length > 1) return invalidArgument(name, `${name} is given ${values.length} times`);
  }
  if (actions.includes(query.get("action") ?? "")) return undefined;
  const allowed = actions.map((action) => JSON.stringify(action)).join(" or ");
  return invalidArgument("action", `must be ${allowed}`);
}

function failure(code: (typeof codes)["InvalidArgument" | "PermissionDenied"], msg: string): SearchAnswer {
  return { code, msg, data: null };
}
