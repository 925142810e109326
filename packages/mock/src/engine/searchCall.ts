import { authorize, type Refusal } from "../auth/authorize.ts";
import type { AuthPolicy } from "../auth/credentials.ts";
import type { Tokens } from "../auth/tokens.ts";
import { assumptions } from "../core/assumptions.ts";
import type { JobStore } from "../core/jobStore.ts";
import { type SearchAnswer, searchBy } from "../core/search.ts";
import { codes, errorCodes } from "../generated/errorCodes.ts";
import { scenarios } from "../generated/scenarios.ts";
import { checkSearch, queryProblem } from "./checks.ts";
import { type Answer, answer, gatewayError, type WireRequest } from "./wire.ts";

/** What a search call needs of the mock that it reaches. */
export interface SearchContext {
  readonly policy: AuthPolicy;
  readonly tokens: Tokens;
  readonly store: JobStore;
  /** Organizations whose jobs the service account may not read. */
  readonly denied: ReadonlySet<string>;
  readonly now: number;
  readonly requestId: string;
}

/** Answers a search call, of which the body has been read as JSON. */
export function answerSearch(request: WireRequest, body: unknown, context: SearchContext): Answer {
  const refusal = context.policy.verify && authorize(request, context.policy, context.tokens, context.now);
  if (refusal) return refuse(refusal, context.requestId);
  const { code, msg, ...rest } = searchChecked(request, body, context);
  const envelope = { code, msg, requestId: context.requestId, ...rest };
  if (code !== 0) return answer(assumptions.businessStatus, envelope);
  return { ...answer(200, envelope), jobs: rest.data ?? [] };
}

function searchChecked(request: WireRequest, body: unknown, { store, denied }: SearchContext): SearchAnswer {
  const problem = queryProblem(request.query);
  if (problem) return failure(codes.InvalidArgument, problem);
  const orgId = request.query.get("orgId") ?? "";
  if (!store.knows(orgId)) {
    const { code, msg } = scenarios.organizationUnknown.body;
    return failure(code, msg);
  }
  if (denied.has(orgId)) {
    const { message } = errorCodes[codes.PermissionDenied];
    return failure(codes.PermissionDenied, `${message}:  orgId ${orgId}`);
  }
  const checked = checkSearch(body);
  if (checked.problem) {
    const { name, text } = checked.problem;
    return failure(codes.InvalidArgument, assumptions.invalidArgument(name, text));
  }
  return searchBy((test) => store.find(orgId, test), checked.value);
}

function refuse({ code, reason }: Refusal, requestId: string): Answer {
  if (code === undefined) {
    const { status, body } = scenarios.unauthorized;
    return gatewayError(status, `${body.message} (${reason})`);
  }
  const msg = `${errorCodes[code].message} (${reason})`;
  return answer(assumptions.businessStatus, { code, msg, requestId, data: null });
}

function failure(code: (typeof codes)["InvalidArgument" | "PermissionDenied"], msg: string): SearchAnswer {
  return { code, msg, data: null };
}
