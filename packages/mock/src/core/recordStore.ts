import { describe } from "../wire/options.ts";
import { checkRecord, checkRecords } from "./checkRecords.ts";
import type { Endpoint, StoredRecord } from "./endpoint.ts";
import { RecordList, sort } from "./recordList.ts";
import type { Records } from "./records.ts";

/** The state of an organization before a change, and until when searches return it. */
interface Past<Item> {
  readonly records: readonly Item[];
  readonly until: number;
}

/** Called before an organization's records change. */
type BeforeChange = (orgId: string) => void;

/** Stores the records of one endpoint, each organization's apart. */
export class RecordStore<Item extends StoredRecord> implements Records<Item> {
  readonly #endpoint: Endpoint<Item>;
  readonly #organizations = new Map<string, RecordList<Item>>();
  /** The records at the start. Lists that were returned are never changed, so keeping them costs nothing. */
  readonly #initial: ReadonlyMap<string, readonly Item[]>;
  readonly #past = new Map<string, Past<Item>[]>();
  #beforeChange: BeforeChange = () => {};

  constructor(endpoint: Endpoint<Item>, records: readonly Item[] = []) {
    this.#endpoint = endpoint;
    this.add(records);
    this.#initial = new Map([...this.#organizations].map(([orgId, list]) => [orgId, list.sorted]));
  }

  /** The organizations that have or had records. */
  get organizations(): Iterable<string> {
    return this.#organizations.keys();
  }

  /**
   * Makes searches return the state before a change for `delayMs` after it, and reports organizations that get their
   * first record.
   */
  observe(now: () => number, delayMs: number, onOrganization: (orgId: string) => void): void {
    this.#beforeChange = (orgId) => {
      onOrganization(orgId);
      if (delayMs === 0) return;
      const past = this.#past.get(orgId) ?? [];
      past.push({ records: this.list(orgId), until: now() + delayMs });
      this.#past.set(orgId, past);
    };
  }

  /** The records of an organization as a search finds them at that time. */
  visible(orgId: string, now: number): readonly Item[] {
    const past = this.#past.get(orgId);
    while (past?.[0] && past[0].until <= now) past.shift();
    return past?.[0]?.records ?? this.list(orgId);
  }

  /** Restores the records of the start; those of one organization, if it is given. */
  reset(orgId?: string): void {
    for (const known of orgId === undefined ? [...this.#organizations.keys()] : [orgId]) {
      this.#organizations.delete(known);
      this.#past.delete(known);
      const initial = this.#initial.get(known);
      if (initial) this.#organizations.set(known, new RecordList(this.#endpoint, initial));
    }
  }

  add(...records: readonly (Item | readonly Item[])[]): void {
    const added = checkRecords(this.#endpoint, records.flat());
    this.#refuseRepeated(added, (record) => this.#organizations.get(record.orgId));
    this.#set(added);
  }

  replace(records: readonly Item[]): void {
    const added = checkRecords(this.#endpoint, records);
    this.#refuseRepeated(added, () => undefined);
    this.clear();
    this.#set(added);
  }

  update(id: string, changes: object, orgId?: string): void {
    const { list, record } = this.#locate(id, orgId);
    if (typeof changes !== "object" || changes === null) {
      throw new Error(`update takes an object of changes, not ${describe(changes)}.`);
    }
    const merged = Object.entries({ ...record, ...changes }).filter(([, value]) => value !== undefined);
    const which = `The changed ${this.#endpoint.noun} ${id}`;
    const changed = checkRecord(this.#endpoint, Object.fromEntries(merged), which);
    if (this.#endpoint.idOf(changed) !== id || changed.orgId !== record.orgId) {
      throw new Error(`update cannot change the ID or the orgId of a ${this.#endpoint.noun}; add a new one.`);
    }
    this.#beforeChange(record.orgId);
    list.set(copy(changed));
  }

  remove(id: string, orgId?: string): void {
    const { list, record } = this.#locate(id, orgId);
    this.#beforeChange(record.orgId);
    list.delete(id);
  }

  clear(orgId?: string): void {
    for (const known of orgId === undefined ? [...this.#organizations.keys()] : [orgId]) {
      this.#beforeChange(known);
      this.#organizations.set(known, new RecordList(this.#endpoint));
    }
  }

  list(orgId?: string): readonly Item[] {
    if (orgId !== undefined) return this.#organizations.get(orgId)?.sorted ?? [];
    return sort(
      [...this.#organizations.values()].flatMap((list) => list.sorted),
      this.#endpoint,
    );
  }

  #set(records: readonly Item[]): void {
    for (const orgId of new Set(records.map((record) => record.orgId))) this.#beforeChange(orgId);
    for (const record of records) {
      const list = this.#organizations.get(record.orgId) ?? new RecordList<Item>(this.#endpoint);
      list.set(copy(record));
      this.#organizations.set(record.orgId, list);
    }
  }

  #locate(id: string, orgId: string | undefined): { readonly list: RecordList<Item>; readonly record: Item } {
    const found = [...this.#organizations].flatMap(([owner, list]) => {
      const record = orgId === undefined || owner === orgId ? list.get(id) : undefined;
      return record ? [{ owner, list, record }] : [];
    });
    const [first, ...others] = found;
    const { noun } = this.#endpoint;
    if (first === undefined) {
      throw new Error(`There is no ${noun} ${id}${orgId === undefined ? "" : ` in organization ${orgId}`}.`);
    }
    if (others.length > 0) {
      const owners = found.map(({ owner }) => owner).join(", ");
      throw new Error(
        `Organizations ${owners} all have a ${noun} ${id}; pass the orgId of the one you mean.`,
      );
    }
    return first;
  }

  #refuseRepeated(records: readonly Item[], listOf: (record: Item) => RecordList<Item> | undefined): void {
    const seen = new Map<string, Set<string>>();
    for (const record of records) {
      const id = this.#endpoint.idOf(record);
      const ids = seen.get(record.orgId) ?? new Set();
      if (ids.has(id) || listOf(record)?.get(id) !== undefined) {
        const { noun } = this.#endpoint;
        throw new Error(
          `Organization ${record.orgId} already has a ${noun} ${id}; update it instead of adding another.`,
        );
      }
      seen.set(record.orgId, ids.add(id));
    }
  }
}

/** A deep copy of JSON data; many times faster than structuredClone, and records hold nothing else. */
function copy<T>(value: T): T;
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}
