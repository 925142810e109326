import type { OtaJob } from "../core/job.ts";
import type { Answer } from "../engine/wire.ts";

/** Jobs of the store are never changed, only replaced, so each is written once. */
const written = new WeakMap<OtaJob, string>();

/** The text of an answer's body. */
export function serialize({ text, jobs, body }: Answer): string {
  if (text !== undefined) return text;
  if (!jobs || typeof body !== "object") return JSON.stringify(body);
  // The jobs are most of the answer; put in as text, a page of them costs next to nothing.
  const envelope = JSON.stringify({ ...body, data: [] });
  return envelope.replace('"data":[]', () => `"data":[${jobs.map(write).join(",")}]`);
}

function write(job: OtaJob): string {
  const known = written.get(job);
  if (known !== undefined) return known;
  const text = JSON.stringify(job);
  written.set(job, text);
  return text;
}
