import type { OtaJob } from "../core/job.ts";
import type { Answer } from "../engine/wire.ts";

const encoder = new TextEncoder();
const comma = encoder.encode(",");

/** Jobs of the store are never changed, only replaced, so each is written once. */
const written = new WeakMap<OtaJob, Uint8Array<ArrayBuffer>>();

/** The bytes of an answer's body. */
export function serialize({ text, jobs, body }: Answer): Uint8Array<ArrayBuffer> {
  if (text !== undefined) return encoder.encode(text);
  if (!jobs || typeof body !== "object") return encoder.encode(JSON.stringify(body));
  // The jobs are most of the answer; put in as bytes, a page of them costs next to nothing.
  const [head = "", tail = ""] = JSON.stringify({ ...body, data: [mark] }).split(`"${mark}"`);
  const pieces: Uint8Array[] = [encoder.encode(head)];
  for (const [index, job] of jobs.entries()) {
    if (index > 0) pieces.push(comma);
    pieces.push(write(job));
  }
  pieces.push(encoder.encode(tail));
  return join(pieces);
}

/** Stands for the jobs; the mock writes every other text of such an answer itself. */
const mark = "jobs";

function write(job: OtaJob): Uint8Array<ArrayBuffer> {
  const known = written.get(job);
  if (known !== undefined) return known;
  const bytes = encoder.encode(JSON.stringify(job));
  written.set(job, bytes);
  return bytes;
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}
