import type { Condition } from "./condition.ts";
import type { RecordOf } from "./fieldTypes.ts";
import { otaJobTable, type SearchableOtaJob } from "./generated/fields.ts";
import { compileCondition } from "./predicate.ts";
import type { Table } from "./table.ts";

export type { SearchableOtaJob } from "./generated/fields.ts";
export type { LocalizedText } from "./table.ts";

/** Everything that evaluates the conditions of one table. */
export interface Evaluator<Searchable> {
  /** Makes a function that tells whether a record meets the condition. */
  compile(condition: Condition): (record: Searchable) => boolean;
  /** Tells whether one record meets the condition. */
  matches(condition: Condition, record: Searchable): boolean;
}

/**
 * The same functions as those for OTA jobs, for another table.
 *
 * @example
 * const { matches } = evaluatorOf(otaTaskTable);
 */
export function evaluatorOf<const T extends Table>(table: T): Evaluator<RecordOf<T>> {
  return {
    compile: (condition) => compileCondition(table, condition),
    matches: (condition, record) => compileCondition(table, condition)(record),
  };
}

/**
 * Makes a function that tells whether a job meets the condition, as the API's page describes it: a bare name (`name`)
 * is searched for in the default, Chinese and English name; `name.zh_CN` in the Chinese name or, if the job has none,
 * in the default one. `like` finds a part of the name, in upper and lower case. Compile once for many jobs.
 *
 * @example
 * const isRunning = compile(otaJob.status.eq("started"));
 * jobs.filter(isRunning);
 * @throws ExpressionError for a condition of another table
 */
export function compile(condition: Condition): (job: SearchableOtaJob) => boolean {
  return compileCondition(otaJobTable, condition);
}

/** Tells whether one job meets the condition. For many jobs, `compile` it once. */
export function matches(condition: Condition, job: SearchableOtaJob): boolean {
  return compile(condition)(job);
}
