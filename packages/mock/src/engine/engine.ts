import { authorize } from "../auth/authorize.ts";
import { type AuthPolicy, readPolicy } from "../auth/policy.ts";
import { normalizeTokenCall, TokenService } from "../auth/tokenService.ts";
import { Tokens } from "../auth/tokens.ts";
import { Collection, type Searchable } from "../core/collection.ts";
import { createProfile } from "../core/createProfile.ts";
import type { OtaJob } from "../core/job.ts";
import { normalizeSearch } from "../core/normalize.ts";
import { Organizations } from "../core/organizations.ts";
import { otaJobs } from "../core/otaJobs.ts";
import type { Profile } from "../core/profile.ts";
import type { RecordStore } from "../core/recordStore.ts";
import { createFault, type Fault } from "../faults/fault.ts";
import { malform } from "../faults/malformedJobs.ts";
import { type Plan, planFor, undisturbed } from "../faults/plan.ts";
import { authHeaders } from "../generated/authHeaders.ts";
import { type Answer, answer } from "../wire/answer.ts";
import { type ReadJson, readJson } from "../wire/json.ts";
import type { WireRequest } from "../wire/request.ts";
import { type OperationId, routes } from "../wire/routes.ts";
import { exampleOf } from "../wire/scenarios.ts";
import { misrouted } from "./misrouted.ts";
import type { MockOptions } from "./options.ts";
import { preferred } from "./prefer.ts";
import { LoggedRequest, RequestLog } from "./requestLog.ts";
import { answerRefusal, answerSearch, type SearchContext } from "./searchCall.ts";

/** A call on its way through the mock. */
export interface Call {
  readonly request: WireRequest;
  readonly operation: OperationId | undefined;
  readonly json: ReadJson;
  readonly log: LoggedRequest;
  /** What the faults do to it. */
  readonly plan: Plan;
}

/** What `reset` resets. */
export interface ResetOptions {
  /** Only the records, requests and faults of this organization. @default all organizations */
  readonly orgId?: string;
  /** Whether tokens become invalid, too: a client that still holds one gets a 401. @default false */
  readonly tokens?: boolean;
}

/** One mock: its records, its tokens, its faults and the requests that it received. The doors bring it requests. */
export class Engine {
  readonly policy: AuthPolicy;
  readonly profile: Profile;
  readonly jobs: RecordStore<OtaJob>;
  readonly log: RequestLog = new RequestLog();
  readonly #searches: ReadonlyMap<string, Searchable>;
  readonly #organizations: Organizations;
  readonly #tokens: Tokens;
  readonly #tokenService: TokenService;
  readonly #denied: ReadonlySet<string>;
  readonly #clock: () => number;
  #faults: Fault[] = [];
  #answered = 0;

  constructor(options: MockOptions) {
    const { consistencyDelayMs, organizations = [], deniedOrganizations = [], records = [] } = options;
    this.policy = readPolicy(options.auth);
    this.profile = createProfile({
      ...options.profile,
      ...(consistencyDelayMs !== undefined && { consistencyDelayMs }),
    });
    this.#clock = options.now ?? Date.now;
    const jobs = new Collection(otaJobs, options.jobs);
    this.jobs = jobs.records;
    const searches: readonly Searchable[] = [jobs, ...records];
    this.#searches = new Map(searches.map((searched) => [searched.action, searched]));
    this.#organizations = new Organizations([
      ...organizations,
      ...deniedOrganizations,
      ...searches.flatMap((searched) => [...searched.organizations]),
    ]);
    const surroundings = { profile: this.profile, organizations: this.#organizations, now: () => this.now() };
    for (const searched of searches) searched.attach(surroundings);
    this.#denied = new Set(deniedOrganizations);
    this.#tokens = new Tokens(this.policy.tokenLifetimeMs);
    this.#tokenService = new TokenService(this.policy, this.#tokens, this.profile);
  }

  /** The time by the server's clock. */
  now(): number {
    return this.#clock();
  }

  /** Finds the operation, reads the body, and logs the request. */
  receive(request: WireRequest): Call {
    const route = routes.find(({ path, method }) => path === request.path && method === request.method);
    const action = request.query.get("action") ?? otaJobs.action;
    const searched = this.#searches.get(action) ?? this.#searches.get(otaJobs.action);
    const log = new LoggedRequest(
      request,
      route?.operation,
      this.now(),
      (text) => searched?.read(text) ?? {},
    );
    this.log.add(log);
    const json = readJson(request, this.profile);
    return { request, operation: route?.operation, json, log, plan: this.#plan(log) };
  }

  /**
   * Adds a fault; of several that apply to a call, the one that was added first decides.
   *
   * @throws Error for a wrong name or option
   */
  use(name: unknown, options?: unknown): void {
    this.#faults.push(createFault(name, options));
  }

  /** Removes the faults of an organization, or all. */
  clearFaults(orgId?: string): void {
    this.#faults = this.#faults.filter(({ options }) => orgId !== undefined && options.orgId !== orgId);
  }

  /** Answers the call as the API would, or as a fault wants it. */
  answer(call: Call): Answer {
    const now = this.now() + call.plan.skewMs;
    if (call.plan.scenario === "tokenExpired") {
      // Expired in earnest, so that asking for a token returns a new one.
      this.#tokens.expire(call.request.headers.get(authHeaders.accessToken) ?? "");
    }
    const given = malform(call.plan.answer ?? this.#answer(call, now), call.plan.malformations);
    return { ...given, headers: { ...given.headers, date: new Date(now).toUTCString() } };
  }

  /** The body of a call in the form of the spec: without what the profile tolerates beyond it. */
  specBody({ operation, json }: Call): unknown {
    return operation === "searchOtaJobs"
      ? normalizeSearch(json.json, this.profile).body
      : normalizeTokenCall(json.json, this.profile);
  }

  #answer({ request, operation, json }: Call, now: number): Answer {
    if (operation === undefined) return misrouted(request);
    const limit = this.profile.maximumBodyBytes;
    if (request.body.length > limit) return exampleOf("payloadTooLarge", `${limit} bytes are allowed`);
    if (json.problem !== undefined) return exampleOf("badRequest", json.problem);
    const example = preferred(request.headers.get("prefer"), operation);
    if (example) return example;
    if (operation === "getAccessToken") return answer(200, this.#tokenService.get(json.json, now));
    if (operation === "refreshAccessToken") return answer(200, this.#tokenService.refresh(json.json, now));
    const context = this.#searchContext(now);
    const { policy, profile } = this;
    const refusal = authorize(request, { policy, profile, tokens: this.#tokens, now });
    return refusal ? answerRefusal(refusal, context) : answerSearch(request, json.json, context);
  }

  #searchContext(now: number): SearchContext {
    return {
      profile: this.profile,
      searches: this.#searches,
      organizations: this.#organizations,
      denied: this.#denied,
      now,
      requestId: this.#nextRequestId(),
    };
  }

  /** Restores the state of the start: records, requests and faults; tokens stay valid unless asked otherwise. */
  reset({ orgId, tokens = false }: ResetOptions = {}): void {
    for (const searched of this.#searches.values()) searched.reset(orgId);
    this.log.clear(orgId);
    this.clearFaults(orgId);
    if (orgId === undefined) this.#organizations.reset();
    if (tokens) this.#tokenService.clear();
  }

  #plan(log: LoggedRequest): Plan {
    if (this.#faults.length === 0) return undisturbed;
    const plan = planFor(this.#faults, log);
    this.#faults = this.#faults.filter(({ left }) => left > 0);
    return plan;
  }

  /** A UUID that counts up: unique within a mock, and the same in each run. */
  #nextRequestId(): string {
    this.#answered += 1;
    return `00000000-0000-4000-8000-${this.#answered.toString(16).padStart(12, "0")}`;
  }
}
