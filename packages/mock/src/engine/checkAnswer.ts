import type { OtaJob } from "../core/job.ts";
import { job } from "../generated/validators.js";
import { firstProblem } from "./checks.ts";
import { type Answer, gatewayError } from "./wire.ts";

/** Jobs that were found to fit the spec; the store never changes a job, so once is enough. */
const fitting = new WeakSet<OtaJob>();

/** A 500 that says what is wrong, in place of an answer with a job that does not fit the spec. */
export function checkAnswer(given: Answer): Answer {
  for (const [index, item] of (given.jobs ?? []).entries()) {
    if (fitting.has(item)) continue;
    if (!job(item)) {
      const { name, text } = firstProblem(job);
      const problem = `The mock's answer breaks the spec: body.data.${index}.${name} ${text}`;
      return { ...gatewayError(500, problem), headers: given.headers };
    }
    fitting.add(item);
  }
  return given;
}
