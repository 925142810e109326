import type { Clock } from "../clock.ts";
import type { components } from "../generated/openapi.ts";
import { advanceCheckpoint, type Checkpoint } from "../paging/checkpoint.ts";
import { OtaPage, type PageContent, type Pagination } from "../paging/page.ts";
import { createResource, type SearchResource, type SendSearch } from "./resource.ts";

type JobInfo = components["schemas"]["JobInfo"];

/** An OTA job. */
export interface OtaJob extends JobInfo {}

/** One page of the list of jobs. Iterate it for its jobs. */
export class OtaJobPage extends OtaPage<OtaJob> {
  /** The jobs of this page, newest first. While iterating with `pages()`: those that no page before has shown. */
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
    timeField: "createTime",
    createPage: (...page: ConstructorParameters<typeof OtaJobPage>) => new OtaJobPage(...page),
  } as const;
  return createResource(kind, send, orgId, clock);
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
  return advanceCheckpoint(
    jobs,
    previous,
    (job) => job.jobId,
    (job) => job.createTime,
  );
}
