import type { Condition } from "./condition.ts";
import { compileCondition, type JobOf } from "./evaluator.ts";
import { equalTo } from "./generated/equalities.ts";
import { fieldSources } from "./generated/fields.ts";
import { readers } from "./generated/readers.ts";

export type { LocalizedText } from "./evaluator.ts";

/** What of an OTA job a condition reads; any job of the API fits. */
export interface SearchableJob extends JobOf<typeof fieldSources> {}

/**
 * Makes a function that says whether a job meets the condition, as the API's page describes it: a bare name
 * (`name`) is looked for in the default, Chinese and English name; `name.zh_CN` in the Chinese name or, if the job
 * has none, in the default one. `like` finds a part of the name, whatever the case. Compile once for many jobs.
 *
 * @throws ExpressionError for a condition made by hand with an unknown field
 */
export function compile(condition: Condition): (job: SearchableJob) => boolean {
  return compileCondition(fieldSources, condition, { equalTo, readers });
}

/** Whether one job meets the condition. For many jobs, `compile` it once. */
export function matches(condition: Condition, job: SearchableJob): boolean {
  return compile(condition)(job);
}
