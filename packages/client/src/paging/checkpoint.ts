import { type Check, kindOf, wrongValue } from "../check.ts";
import { isObject } from "../isObject.ts";

/**
 * How far an iteration has come, as plain JSON to be saved. A page number would be no checkpoint: the list moves. All
 * items with a later time than `time` that have existed throughout were delivered, and of those with the same time
 * the ones in `ids`.
 */
export interface Checkpoint {
  /**
   * The time of the last item that was delivered; for jobs its `createTime`, in epoch milliseconds. Negative where the
   * API lists the oldest first.
   */
  readonly time: number;
  /** The IDs of the items of that time that were delivered. Items of the same time have no known order. */
  readonly ids: readonly string[];
  /** How many items were delivered. The iteration that goes on looks there first, and finds its place from there. */
  readonly count: number;
}

/** Moves a checkpoint on by items that were delivered after it. */
export function advanceCheckpoint<T>(
  items: Iterable<T>,
  previous: Checkpoint | undefined,
  idOf: (item: T) => string,
  rankOf: (item: T) => number,
): Checkpoint | undefined {
  let time = previous?.time ?? Infinity;
  let ids = [...(previous?.ids ?? [])];
  let count = previous?.count ?? 0;
  for (const item of items) {
    count++;
    if (rankOf(item) > time) continue;
    if (rankOf(item) < time) ids = [];
    time = rankOf(item);
    ids.push(idOf(item));
  }
  return ids.length === 0 ? undefined : { time, ids, count };
}

/** Tells whether an item lies in front of a checkpoint: it was delivered, or is newer than all that remain. */
export function pastCheckpoint<T>(
  { time, ids }: Checkpoint,
  idOf: (item: T) => string,
  rankOf: (item: T) => number,
): (item: T) => boolean {
  const sameTime = new Set(ids);
  return (item) => rankOf(item) > time || (rankOf(item) === time && sameTime.has(idOf(item)));
}

/** Checks that a value is a checkpoint: it may come from a file. */
export const isCheckpoint: Check = (option, value) => {
  const { time, ids, count } = isObject(value) ? value : {};
  const areNumbers = Number.isFinite(time) && Number.isSafeInteger(count) && Number(count) >= 0;
  if (areNumbers && Array.isArray(ids) && ids.every((id) => typeof id === "string")) return;
  throw wrongValue(option, "a checkpoint, as checkpointOf() returns it", kindOf(value));
};
