import type { Condition, ExpressionError } from "@enos-ota/query";
import { codes } from "../generated/errorCodes.ts";
import { check } from "../wire/schema.ts";
import { defaultProfile } from "./createProfile.ts";
import type { Endpoint, SearchRequest, StoredRecord } from "./endpoint.ts";
import { ExpressionReader } from "./expression.ts";
import { invalidArgument } from "./messages.ts";
import { normalizeSearch } from "./normalize.ts";
import type { Organizations } from "./organizations.ts";
import type { Profile } from "./profile.ts";
import { RecordStore } from "./recordStore.ts";
import { type SearchAnswer, searchRecords } from "./search.ts";

/** What a search needs to know about the mock around it. */
export interface Surroundings {
  readonly profile: Profile;
  readonly organizations: Organizations;
  readonly now: () => number;
}

/** What the engine needs to know about a kind of record, whatever it is. */
export interface Searchable {
  readonly action: string;
  readonly organizations: Iterable<string>;
  attach(surroundings: Surroundings): void;
  search(orgId: string, body: unknown, now: number): SearchAnswer;
  read(expression: string): {
    readonly condition?: Condition | undefined;
    readonly error?: ExpressionError | undefined;
  };
  reset(orgId?: string): void;
}

/** The records of one endpoint, and the search over them. */
export class Collection<Item extends StoredRecord> implements Searchable {
  readonly records: RecordStore<Item>;
  readonly #endpoint: Endpoint<Item>;
  #expressions: ExpressionReader<Item>;
  #profile: Profile = defaultProfile;
  #isAttached = false;

  constructor(endpoint: Endpoint<Item>, records: readonly Item[] = []) {
    this.#endpoint = endpoint;
    this.records = new RecordStore(endpoint, records);
    this.#expressions = new ExpressionReader(endpoint, defaultProfile);
  }

  get action(): string {
    return this.#endpoint.action;
  }

  get organizations(): Iterable<string> {
    return this.records.organizations;
  }

  /**
   * Makes this a part of a mock.
   *
   * @throws Error if it already belongs to another mock: they would reset each other
   */
  attach({ profile, organizations, now }: Surroundings): void {
    if (this.#isAttached) {
      throw new Error(
        `These ${this.#endpoint.noun}s belong to another mock already; create a collection for each.`,
      );
    }
    this.#isAttached = true;
    this.#profile = profile;
    this.#expressions = new ExpressionReader(this.#endpoint, profile);
    this.records.observe(now, profile.consistencyDelayMs, (orgId) => organizations.add(orgId));
  }

  /** Answers the body of a search in an organization, which exists. */
  search(orgId: string, body: unknown, now: number): SearchAnswer {
    const normalized = normalizeSearch(body, this.#profile);
    const { value, problem } = check(this.#endpoint.request, normalized.body);
    if (problem) {
      const msg = invalidArgument(problem.name, problem.text);
      return { code: codes.InvalidArgument, msg, data: null };
    }
    const { pagination } = value;
    const { pageSize } = normalized;
    const request: SearchRequest =
      pagination && pageSize !== undefined ? { ...value, pagination: { ...pagination, pageSize } } : value;
    const records = this.records.visible(orgId, now);
    return searchRecords(records, request, { reader: this.#expressions, profile: this.#profile });
  }

  read(expression: string): {
    readonly condition?: Condition | undefined;
    readonly error?: ExpressionError | undefined;
  } {
    const read = this.#expressions.read(expression);
    return read.test ? { condition: read.condition } : { error: read.error };
  }

  reset(orgId?: string): void {
    this.records.reset(orgId);
  }
}
