import type { OtaJob } from "../core/job.ts";
import type { Answer } from "../engine/wire.ts";

const encoder = new TextEncoder();

/** Jobs of the store are never changed, only replaced, so each is written once; with the comma that follows it. */
const written = new WeakMap<OtaJob, Uint8Array<ArrayBuffer>>();

/** The bytes of an answer's body. */
export function serialize({ text, jobs, body }: Answer): Uint8Array<ArrayBuffer> {
  if (text !== undefined) return encoder.encode(text);
  if (!jobs || jobs.length === 0 || typeof body !== "object") return encoder.encode(JSON.stringify(body));
  // The jobs are most of the answer; put in as bytes, a page of them costs next to nothing.
  const envelope = JSON.stringify({ ...body, data: [] });
  // No text before it can hold this: quotes within a text are escaped.
  const at = envelope.indexOf('"data":[]') + '"data":['.length;
  return join(encoder.encode(envelope.slice(0, at)), jobs.map(write), encoder.encode(envelope.slice(at)));
}

function write(job: OtaJob): Uint8Array<ArrayBuffer> {
  const known = written.get(job);
  if (known !== undefined) return known;
  const bytes = encoder.encode(`${JSON.stringify(job)},`);
  written.set(job, bytes);
  return bytes;
}

/** Puts the pieces together; the comma after the last job is overwritten by the tail. */
function join(head: Uint8Array, jobs: readonly Uint8Array[], tail: Uint8Array): Uint8Array<ArrayBuffer> {
  let length = head.length + tail.length - 1;
  for (const job of jobs) length += job.length;
  const joined = new Uint8Array(length);
  joined.set(head);
  let offset = head.length;
  for (const job of jobs) {
    joined.set(job, offset);
    offset += job.length;
  }
  joined.set(tail, offset - 1);
  return joined;
}
