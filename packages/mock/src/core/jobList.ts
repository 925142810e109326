import type { OtaJob } from "./job.ts";
import { newestFirst } from "./search.ts";

/**
 * The jobs of one organization. To change one costs the same however many there are; the next who asks for the list
 * pays for its order. A list that was given is never changed: there is another one instead.
 */
export class JobList {
  #newestFirst: readonly OtaJob[] | undefined;
  /** Made at the first change, or never. */
  #byId: Map<string, OtaJob> | undefined;

  constructor(jobs: readonly OtaJob[] = []) {
    this.#newestFirst = jobs;
  }

  /** All jobs, newest first; the same list until a job changes. */
  get newestFirst(): readonly OtaJob[] {
    this.#newestFirst ??= newestFirst([...this.#jobs.values()]);
    return this.#newestFirst;
  }

  get(jobId: string): OtaJob | undefined {
    return this.#jobs.get(jobId);
  }

  /** Adds a job, or puts it in the place of the one with its ID. */
  set(job: OtaJob): void {
    this.#jobs.set(job.jobId, job);
    this.#newestFirst = undefined;
  }

  delete(jobId: string): void {
    this.#jobs.delete(jobId);
    this.#newestFirst = undefined;
  }

  get #jobs(): Map<string, OtaJob> {
    this.#byId ??= new Map(this.#newestFirst?.map((job) => [job.jobId, job]));
    return this.#byId;
  }
}
