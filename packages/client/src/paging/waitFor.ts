import type { Clock } from "../clock.ts";
import { checkNumber } from "../config.ts";
import { abortable, withDeadline } from "../deadline.ts";
import { OtaTimeoutError } from "../errors.ts";
import { consistencyDelayMs } from "../generated/limits.ts";
import type { SearchOptions } from "../options.ts";
import type { OtaJob } from "./page.ts";

/** Options of `otaJobs.waitFor()`. */
export interface WaitOptions extends Omit<SearchOptions, "timeoutMs"> {
  /** Time between two looks in ms, give or take a tenth. Default 5000. */
  readonly intervalMs?: number | undefined;
  /** Deadline of the whole wait in ms. Default 600,000 (ten minutes). */
  readonly timeoutMs?: number | undefined;
}

/** Looks at jobs again and again until they are as wanted. */
export async function waitFor(
  look: (options: SearchOptions) => AsyncIterable<OtaJob>,
  predicate: (jobs: readonly OtaJob[]) => boolean | Promise<boolean>,
  { intervalMs = 5_000, timeoutMs = 600_000, signal, ...options }: WaitOptions,
  clock: Clock,
): Promise<readonly OtaJob[]> {
  checkNumber("intervalMs", intervalMs, 0);
  checkNumber("timeoutMs", timeoutMs, 1);
  let lastJobs: readonly OtaJob[] | undefined;
  try {
    return await withDeadline(clock, signal, timeoutMs, "waitFor", async (inTime) => {
      // Until then a search may show the state before an update. [documented]
      let wait: number = consistencyDelayMs;
      for (;;) {
        await clock.sleep(wait, inTime);
        const jobs: OtaJob[] = [];
        for await (const job of look({ ...options, signal: inTime })) jobs.push(job);
        lastJobs = jobs;
        if (await abortable(Promise.resolve(predicate(jobs)), inTime)) return jobs;
        wait = intervalMs * (0.9 + 0.2 * clock.random());
      }
    });
  } catch (error) {
    if (error instanceof OtaTimeoutError && error.scope === "waitFor") Object.assign(error, { lastJobs });
    throw error;
  }
}
