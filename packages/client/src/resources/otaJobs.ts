import type { Clock } from "../clock.ts";
import { sortedBy } from "../generated/limits.ts";
import type { components } from "../generated/openapi.ts";
import { advanceCheckpoint, type Checkpoint } from "../paging/checkpoint.ts";
import { merge } from "../paging/merge.ts";
import { OtaPage, type PageContent, type Pagination } from "../paging/page.ts";
import { createResource, type SearchResource, type SendSearch } from "./resource.ts";

type JobInfo = components["schemas"]["JobInfo"];

/** An OTA job. */
export interface OtaJob extends JobInfo {}

/** One page of the list of jobs. Iterate it for its jobs. */
export class OtaJobPage extends OtaPage<OtaJob> {
  /**
   * The jobs of this page, in the order of the list. While iterating with `pages()`: those that no page before has shown.
   */
  readonly jobs: readonly OtaJob[] = this.items;

  constructor(content: PageContent<OtaJob>, readPage: (pagination: Pagination) => Promise<OtaJobPage>) {
    super(content, readPage);
    // JSON and copies of the page hold the jobs once.
    Object.defineProperty(this, "items", { enumerable: false });
  }
}

/** The OTA jobs of an organization. */
export interface OtaJobs extends SearchResource<OtaJob, OtaJobPage> {}

/** Creates the resource. */
export function createOtaJobs(send: SendSearch, orgId: string | undefined, clock: Clock): OtaJobs {
  const kind = {
    idField: "jobId",
    rankOf,
    createPage: (...page: ConstructorParameters<typeof OtaJobPage>) => new OtaJobPage(...page),
  } as const;
  return createResource(kind, send, orgId, clock);
}

const idOf = (job: Pick<OtaJob, "jobId">): string => job.jobId;
/** Where a job stands in the list: the greater, the earlier. Newest first, that is its time. */
const rankOf = (job: Pick<OtaJob, "createTime">): number => direction * job[sortedBy.field];
const direction: number = { DESC: 1, ASC: -1 }[sortedBy.order];

/**
 * Merges several searches into one iteration: in the order of the list, each job once. For an `in` list that is longer
 * than the API takes in one expression (its limit is documented nowhere), for an "or", which the API does not have, and
 * for several organizations.
 *
 * @param searches The searches, each in the order of the list, as they are. One job of each is read ahead, so about one
 * page of each is kept in memory.
 *
 * @example
 * ```ts
 * const searches = chunks.map((keys) => enos.otaJobs.search({ expression: otaJob.productKey.in(keys) }));
 * for await (const job of mergeJobs(searches)) console.log(job.jobId);
 * ```
 */
export function mergeJobs(
  searches: Iterable<AsyncIterable<OtaJob>>,
): AsyncGenerator<OtaJob, void, undefined> {
  return merge(searches, idOf, rankOf);
}

/**
 * Returns the checkpoint behind the jobs that an iteration has delivered. It is plain JSON: save it, and when the
 * program was interrupted, pass it to `pages({ after })` of the same search to go on. Whatever was created, deleted or
 * has changed meanwhile, no job that existed throughout is lost, and none comes twice. Jobs created since are newer
 * than the checkpoint and do not come.
 *
 * @param jobs The jobs delivered after `previous`, in the order in which they came; not necessarily a whole page.
 * @param previous The checkpoint before them.
 * @returns `undefined` when nothing was delivered so far.
 *
 * @example
 * ```ts
 * let checkpoint = await load();
 * for await (const page of enos.otaJobs.search({ expression }).pages({ after: checkpoint })) {
 *   await append(page.jobs);
 *   checkpoint = checkpointOf(page.jobs, checkpoint);
 *   await save(checkpoint);
 * }
 * ```
 */
export function checkpointOf(
  jobs: Iterable<Pick<OtaJob, "jobId" | "createTime">>,
  previous?: Checkpoint,
): Checkpoint | undefined {
  return advanceCheckpoint(jobs, previous, idOf, rankOf);
}
