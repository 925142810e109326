import type { OtaJob } from "./job.ts";
import { JobList } from "./jobList.ts";
import { find, type JobTest, newestFirst } from "./search.ts";

/** The jobs of a mock; may change while it runs. Organizations never see each other's jobs. */
export interface Jobs {
  /**
   * Adds jobs, each to the organization that its `orgId` names; takes lists too. They are copied: to change one,
   * use `update`.
   *
   * @throws Error if the organization already has a job of that `jobId`; then none is added
   */
  add(...jobs: readonly (OtaJob | readonly OtaJob[])[]): void;
  /**
   * Puts these jobs in the place of all that there are. The organizations stay known.
   *
   * @throws Error if two of an organization have the same `jobId`; then the old jobs stay
   */
  replace(jobs: readonly OtaJob[]): void;
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

/** Keeps the jobs of each organization apart, and what was found among them. */
export class JobStore implements Jobs {
  readonly #organizations = new Map<string, JobList>();
  /** As it was at the beginning. Lists that were given are never changed, so keeping them costs nothing. */
  readonly #initial: ReadonlyMap<string, readonly OtaJob[]>;

  /** What was found in a list, by the test; forgotten with the list, that is when a job changes. */
  readonly #found = new WeakMap<readonly OtaJob[], Map<JobTest, readonly OtaJob[]>>();

  constructor(jobs: readonly OtaJob[] = [], organizations: readonly string[] = []) {
    for (const orgId of organizations) this.#organizations.set(orgId, new JobList());
    this.add(jobs);
    this.#initial = new Map([...this.#organizations].map(([orgId, list]) => [orgId, list.newestFirst]));
  }

  /** Back to the jobs and organizations of the beginning. */
  reset(): void {
    this.#organizations.clear();
    for (const [orgId, jobs] of this.#initial) this.#organizations.set(orgId, new JobList(jobs));
  }

  add(...jobs: readonly (OtaJob | readonly OtaJob[])[]): void {
    const added = jobs.flat();
    refuseRepeated(added, ({ jobId, orgId }) => this.#organizations.get(orgId)?.get(jobId) !== undefined);
    for (const job of added) {
      const list = this.#organizations.get(job.orgId) ?? new JobList();
      list.set(copy(job));
      this.#organizations.set(job.orgId, list);
    }
  }

  replace(jobs: readonly OtaJob[]): void {
    refuseRepeated(jobs, () => false);
    this.clear();
    this.add(jobs);
  }

  update(jobId: string, changes: Partial<Omit<OtaJob, "jobId" | "orgId">>, orgId?: string): void {
    const { list, job } = this.#locate(jobId, orgId);
    list.set({ ...job, ...copy(changes) });
  }

  remove(jobId: string, orgId?: string): void {
    this.#locate(jobId, orgId).list.delete(jobId);
  }

  clear(orgId?: string): void {
    for (const known of orgId === undefined ? this.#organizations.keys() : [orgId]) {
      this.#organizations.set(known, new JobList());
    }
  }

  list(orgId?: string): readonly OtaJob[] {
    if (orgId !== undefined) return this.#organizations.get(orgId)?.newestFirst ?? [];
    return newestFirst([...this.#organizations.values()].flatMap((list) => list.newestFirst));
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

  #locate(jobId: string, orgId: string | undefined): { readonly list: JobList; readonly job: OtaJob } {
    const found = [...this.#organizations].flatMap(([owner, list]) => {
      const job = orgId === undefined || owner === orgId ? list.get(jobId) : undefined;
      return job ? [{ owner, list, job }] : [];
    });
    const [first, ...others] = found;
    if (first === undefined) {
      throw new Error(`There is no job ${jobId}${orgId === undefined ? "" : ` in organization ${orgId}`}.`);
    }
    if (others.length > 0) {
      const owners = found.map(({ owner }) => owner).join(", ");
      throw new Error(`Organizations ${owners} all have a job ${jobId}; say which is meant (orgId).`);
    }
    return first;
  }
}

function refuseRepeated(jobs: readonly OtaJob[], isKnown: (job: OtaJob) => boolean): void {
  const seen = new Map<string, Set<string>>();
  for (const job of jobs) {
    const { orgId, jobId } = job;
    const ids = seen.get(orgId) ?? new Set();
    if (ids.has(jobId) || isKnown(job)) {
      throw new Error(`Organization ${orgId} already has a job ${jobId}; use jobs.update() to change it.`);
    }
    seen.set(orgId, ids.add(jobId));
  }
}

/** A deep copy of JSON data; many times faster than structuredClone, and there is nothing else in a job. */
function copy<T>(value: T): T;
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}
