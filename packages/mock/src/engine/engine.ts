import { type AuthOptions, type AuthPolicy, authPolicy } from "../auth/credentials.ts";
import { Tokens } from "../auth/tokens.ts";
import { assumptions } from "../core/assumptions.ts";
import type { OtaJob } from "../core/job.ts";
import { JobStore } from "../core/jobStore.ts";
import { createFault, type Fault, type FaultName, type FaultOptions } from "../faults/fault.ts";
import { type Plan, planFor, undisturbed } from "../faults/plan.ts";
import { headers } from "../generated/headers.ts";
import { readJson } from "./checks.ts";
import { preferred } from "./prefer.ts";
import { LoggedRequest, remember } from "./requestLog.ts";
import { type OperationId, routes } from "./routes.ts";
import { exampleOf } from "./scenario.ts";
import { answerSearch } from "./searchCall.ts";
import { TokenService } from "./tokenCall.ts";
import { type Answer, answer, gatewayError, type WireRequest } from "./wire.ts";

/** What every door of the mock can be told. */
export interface MockOptions {
  /** The jobs to begin with; each belongs to the organization that its `orgId` names. Default: none. */
  readonly jobs?: readonly OtaJob[];
  /**
   * `false` does not check who calls; an object gives the keys. Default: tokens, signatures and timestamps are
   * verified with the keys that `mock.auth` holds.
   */
  readonly auth?: false | AuthOptions;
  /**
   * Organizations that exist beside those of the jobs. A call for any other is refused with 99400. Default: those of
   * the jobs, and of those that are added; in a mock that begins with no jobs every organization exists.
   */
  readonly organizations?: readonly string[];
  /** Organizations that the caller may not read: refused with 99403. Default: none. */
  readonly deniedOrganizations?: readonly string[];
  /** The server's clock, epoch milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/** A call on its way through the mock. */
export interface Call {
  readonly request: WireRequest;
  readonly operation: OperationId | undefined;
  readonly json: { readonly json: unknown } | undefined;
  readonly log: LoggedRequest;
  /** What the faults make of it. */
  readonly plan: Plan;
}

/** One mock: its jobs, its tokens and the requests that it received. The doors only carry requests to it. */
export class Engine {
  readonly policy: AuthPolicy;
  readonly requests: LoggedRequest[] = [];
  readonly jobs: JobStore;
  #tokens: Tokens;
  #tokenService: TokenService;
  #faults: Fault[] = [];
  #answered = 0;
  readonly #options: MockOptions;
  readonly #denied: ReadonlySet<string>;

  constructor(options: MockOptions) {
    this.#options = options;
    this.#denied = new Set(options.deniedOrganizations);
    this.policy = authPolicy(options.auth);
    this.jobs = new JobStore(options.jobs, [
      ...(options.organizations ?? []),
      ...(options.deniedOrganizations ?? []),
    ]);
    this.#tokens = new Tokens(this.policy.tokenLifetimeMs);
    this.#tokenService = new TokenService(this.policy, this.#tokens);
  }

  /** The time by the server's clock. */
  now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  /** Finds the operation, reads the body, and notes the request. */
  receive(request: WireRequest): Call {
    const route = routes.find(({ path, method }) => path === request.path && method === request.method);
    const json = readJson(request);
    const log = new LoggedRequest(request, route?.operation, json?.json, this.now());
    remember(this.requests, log);
    return { request, operation: route?.operation, json, log, plan: this.#plan(log) };
  }

  /** Asks for a fault; the earliest that was asked for hits first. */
  use(name: FaultName, options: FaultOptions = {}): void {
    this.#faults.push(createFault(name, options));
  }

  /** Answers the call as the API would, or as a fault wants it, and notes the answer. */
  answer(call: Call): Answer {
    const now = this.now() + call.plan.skewMs;
    if (call.plan.scenario === "tokenExpired") {
      // Expired in earnest, so that asking for a token gives a new one.
      this.#tokens.expire(call.request.headers.get(headers.accessToken) ?? undefined);
    }
    const given = call.plan.answer ?? this.#answer(call, now);
    return { ...given, headers: { ...given.headers, date: new Date(now).toUTCString() } };
  }

  #answer({ request, operation, json }: Call, now: number): Answer {
    if (operation === undefined) return misrouted(request);
    if (request.body.length > assumptions.maximumBodyBytes) {
      return exampleOf("payloadTooLarge");
    }
    if (!json) return exampleOf("badRequest");
    const example = preferred(request.headers.get("prefer"), operation);
    if (example) return example;
    if (operation === "getAccessToken") return answer(200, this.#tokenService.get(json.json, now));
    if (operation === "refreshAccessToken") return answer(200, this.#tokenService.refresh(json.json, now));
    return answerSearch(request, json.json, {
      policy: this.policy,
      tokens: this.#tokens,
      store: this.jobs,
      denied: this.#denied,
      now,
      requestId: this.#nextRequestId(),
    });
  }

  /** Back to the beginning: the first jobs, no tokens, no requests, no faults. */
  reset(): void {
    this.jobs.reset();
    this.requests.length = 0;
    this.#faults = [];
    this.#tokens = new Tokens(this.policy.tokenLifetimeMs);
    this.#tokenService = new TokenService(this.policy, this.#tokens);
  }

  #plan(log: LoggedRequest): Plan {
    if (this.#faults.length === 0) return undisturbed;
    const plan = planFor(this.#faults, log);
    this.#faults = this.#faults.filter(({ left }) => left > 0);
    return plan;
  }

  /** A UUID that counts: unique within a mock, and the same in each run. */
  #nextRequestId(): string {
    this.#answered += 1;
    return `00000000-0000-4000-8000-${this.#answered.toString(16).padStart(12, "0")}`;
  }
}

function misrouted({ method, path }: WireRequest): Answer {
  const there = routes.filter((route) => route.path === path).map((route) => route.method);
  if (there.length === 0) {
    return gatewayError(
      404,
      `There is no ${path}; the mock serves ${routes.map((route) => route.path).join(", ")}.`,
    );
  }
  return gatewayError(405, `${path} takes ${there.join(", ")}, not ${method}.`);
}
