import type { Answer } from "../wire/answer.ts";

/** What the fault `malformedJobs` does to the jobs of an answer. */
export interface Malformation {
  /** The properties that a job gets; those that are `undefined` are left out. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Only the job with this ID; undefined for every job. */
  readonly jobId: string | undefined;
}

/** Changes the jobs of an answer; one without a list of jobs, such as a failure, stays as it is. */
export function malform(given: Answer, malformations: readonly Malformation[]): Answer {
  const { body } = given;
  if (malformations.length === 0 || typeof body !== "object" || body === null) return given;
  if (!("data" in body) || !Array.isArray(body.data)) return given;
  const data: readonly unknown[] = body.data;
  return {
    ...given,
    body: { ...body, data: data.map((job) => malformations.reduce(changed, job)) },
  };
}

function changed(job: unknown, { changes, jobId }: Malformation): unknown {
  if (typeof job !== "object" || job === null) return job;
  if (jobId !== undefined && !("jobId" in job && job.jobId === jobId)) return job;
  const properties = Object.entries({ ...job, ...changes });
  return Object.fromEntries(properties.filter(([, value]) => value !== undefined));
}
