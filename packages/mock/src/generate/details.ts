import type { OtaJob } from "../core/job.ts";
import type { Random } from "./random.ts";

/** The parts of a job that only some jobs have, in the forms that the documentation's samples show. */
export type Details = Pick<
  OtaJob,
  | "retryPolicy"
  | "schedulePolicy"
  | "maximumConcurrency"
  | "startSchedule"
  | "endSchedule"
  | "startAfterCreate"
>;

/** Policies, limits and schedules. */
export function details(random: Random, type: OtaJob["type"], createTime: number): Details {
  return {
    ...schedule(random),
    ...(type === "upgrade" && random.chance(0.3) && { retryPolicy: retryPolicy(random) }),
    ...(type === "upgrade" && random.chance(0.2) && { schedulePolicy: schedulePolicy(random, createTime) }),
    ...(type === "upgrade" && random.chance(0.3) && { maximumConcurrency: random.pick([300, 10, 1000]) }),
  };
}

/** Versions 2.2 and 2.3 of EnOS return seconds of the day, later ones null; some answers leave the fields out. */
function schedule(random: Random): Details {
  if (random.chance(0.1)) {
    return {
      startSchedule: 0,
      endSchedule: 86_399,
      ...(random.chance(0.3) && { startAfterCreate: true }),
    };
  }
  return random.chance(0.5) ? { startSchedule: null, endSchedule: null } : {};
}

/** A sample sends the interval as text. */
function retryPolicy(random: Random): NonNullable<OtaJob["retryPolicy"]> {
  const enableRetry = random.chance(0.8);
  return enableRetry
    ? {
        enableRetry,
        retryInterval: random.pick<string | number>(["10", 10, 60]),
        retryCount: random.integer(1, 5),
      }
    : { enableRetry };
}

function schedulePolicy(random: Random, createTime: number): NonNullable<OtaJob["schedulePolicy"]> {
  return {
    isRepeatDaily: random.chance(0.7),
    startTimestamp: createTime,
    endTimestamp: createTime + random.integer(1, 30) * 86_400_000,
    timezoneOffsetInMinutes: random.pick([0, 60, 480, -300]),
  };
}

/** The devices that a partial scope selects: by keys, or by one of the other ways of the samples. */
export function selection(random: Random, deviceKeys: readonly string[]): OtaJob["upgradeScope"] {
  const none = { deviceKeys: null, attributes: null, tags: null, assetTrees: null };
  switch (random.integer(0, 7)) {
    case 0:
      return { type: "partial", ...none, attributes: { Int_Attribute: [100, 1000] } };
    case 1:
      return { type: "partial", ...none, tags: { site: ["north", "south"] } };
    case 2:
      return { type: "partial", ...none, assetTrees: [{ treeId: "treeId1", includedNotes: null }] };
    default:
      return { type: "partial", ...none, deviceKeys: [...deviceKeys] };
  }
}
