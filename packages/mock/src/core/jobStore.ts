import type { OtaJob } from "./job.ts";
import { find, type JobTest, newestFirst } from "./search.ts";

/** The jobs of a mock; may change while it runs. Organizations never see each other's jobs. */
export interface Jobs {
  /**
   * Adds jobs, each to the organization that its `orgId` names. They are copied: to change one, use `update`.
   *
   * @throws Error if the organization already has a job of that `jobId`; then none is added
   */
  add(...jobs: readonly OtaJob[]): void;
  /**
   * Changes properties of a job. `orgId` is needed only where several organizations have a job of that ID.
   *
   * @throws Error if there is no such job
   */
  update(jobId: string, changes: Partial<Omit<OtaJob, "jobId" | "orgId">>, orgId?: string): void;
  /**
   * Removes a job. `orgId` is needed only where several organizations have a job of that ID.
   *
   * @throws Error if there is no such job
   */
  remove(jobId: string, orgId?: string): void;
  /** Removes every job of an organization, which stays known; without `orgId`, of all of them. */
  clear(orgId?: string): void;
  /** The jobs of an organization, newest first; without `orgId`, of all of them. */
  list(orgId?: string): readonly OtaJob[];
}

/** Keeps each organization's jobs sorted when they change, so that a search never sorts. */
export class JobStore implements Jobs {
  readonly #organizations = new Map<string, readonly OtaJob[]>();
  /** As it was at the beginning. Lists are replaced and never changed, so keeping them costs nothing. */
  readonly #initial: ReadonlyMap<string, readonly OtaJob[]>;

  /** What was found in a list, by the test; forgotten with the list, that is when a job changes. */
  readonly #found = new WeakMap<readonly OtaJob[], Map<JobTest, readonly OtaJob[]>>();

  constructor(jobs: readonly OtaJob[] = [], organizations: readonly string[] = []) {
    for (const orgId of organizations) this.#organizations.set(orgId, []);
    this.#addAll(jobs);
    this.#initial = new Map(this.#organizations);
  }

  /** Back to the jobs and organizations of the beginning. */
  reset(): void {
    this.#organizations.clear();
    for (const [orgId, jobs] of this.#initial) this.#organizations.set(orgId, jobs);
  }

  add(...jobs: readonly OtaJob[]): void {
    this.#addAll(jobs);
  }

  update(jobId: string, changes: Partial<Omit<OtaJob, "jobId" | "orgId">>, orgId?: string): void {
    const owner = this.#ownerOf(jobId, orgId);
    const jobs = this.list(owner).map((job) => (job.jobId === jobId ? { ...job, ...copy(changes) } : job));
    this.#organizations.set(owner, newestFirst(jobs));
  }

  remove(jobId: string, orgId?: string): void {
    const owner = this.#ownerOf(jobId, orgId);
    this.#organizations.set(
      owner,
      this.list(owner).filter((job) => job.jobId !== jobId),
    );
  }

  clear(orgId?: string): void {
    for (const known of orgId === undefined ? this.#organizations.keys() : [orgId]) {
      this.#organizations.set(known, []);
    }
  }

  list(orgId?: string): readonly OtaJob[] {
    if (orgId !== undefined) return this.#organizations.get(orgId) ?? [];
    return newestFirst([...this.#organizations.values()].flat());
  }

  /** The jobs of an organization that pass the test, newest first; the next pages of a search cost nothing. */
  find(orgId: string, test: JobTest | undefined): readonly OtaJob[] {
    const jobs = this.list(orgId);
    if (!test) return jobs;
    const remembered = this.#found.get(jobs) ?? new Map<JobTest, readonly OtaJob[]>();
    const found = remembered.get(test) ?? find(jobs, test);
    // Lists of found jobs are large; a suite that asks ever new questions must not fill the memory.
    if (remembered.size >= 100) remembered.clear();
    this.#found.set(jobs, remembered.set(test, found));
    return found;
  }

  /** Whether the organization exists: it was named, or has had a job; or the mock began with neither. */
  knows(orgId: string): boolean {
    return this.#initial.size === 0 || this.#organizations.has(orgId);
  }

  #addAll(jobs: readonly OtaJob[]): void {
    const groups = new Map<string, OtaJob[]>();
    for (const job of jobs) {
      const group = groups.get(job.orgId);
      if (group) group.push(job);
      else groups.set(job.orgId, [job]);
    }
    const changed = [...groups].map(([orgId, added]) => [orgId, this.#joined(orgId, added)] as const);
    for (const [orgId, joined] of changed) this.#organizations.set(orgId, joined);
  }

  #joined(orgId: string, added: readonly OtaJob[]): readonly OtaJob[] {
    const present = this.list(orgId);
    const ids = new Set(present.map((job) => job.jobId));
    for (const { jobId } of added) {
      if (ids.has(jobId)) {
        throw new Error(`Organization ${orgId} already has a job ${jobId}; use jobs.update() to change it.`);
      }
      ids.add(jobId);
    }
    return newestFirst([...present, ...added.map((job) => copy(job))]);
  }

  #ownerOf(jobId: string, orgId: string | undefined): string {
    const owners = [...this.#organizations.keys()].filter(
      (known) =>
        (orgId === undefined || known === orgId) && this.list(known).some((job) => job.jobId === jobId),
    );
    const [owner, ...others] = owners;
    if (owner === undefined) {
      throw new Error(`There is no job ${jobId}${orgId === undefined ? "" : ` in organization ${orgId}`}.`);
    }
    if (others.length > 0) {
      throw new Error(
        `Organizations ${owners.join(", ")} all have a job ${jobId}; say which is meant (orgId).`,
      );
    }
    return owner;
  }
}

/** A deep copy of JSON data; many times faster than structuredClone, and there is nothing else in a job. */
function copy<T>(value: T): T;
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}
