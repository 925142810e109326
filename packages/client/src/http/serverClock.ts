import type { Clock } from "../clock.ts";

/** A difference that cannot come from the network; the server refuses 15 minutes. */
const largeMs = 60_000;

/** The time as the server's `Date` headers show it, because signatures carry a timestamp. */
export interface ServerClock {
  /** The corrected time, epoch ms. */
  now(): number;
  /** Looks at an answer's `Date`. Gives whether the correction changed by much. */
  learn(response: Response): boolean;
}

/** Makes a server clock that trusts the machine until an answer shows a large difference. */
export function createServerClock(clock: Clock): ServerClock {
  let offset = 0;
  return {
    now: () => clock.now() + offset,
    learn(response) {
      const date = Date.parse(response.headers.get("date") ?? "");
      if (Number.isNaN(date)) return false;
      const seen = date - clock.now();
      if (Math.abs(seen - offset) < largeMs) return false;
      offset = Math.abs(seen) < largeMs ? 0 : seen;
      return true;
    },
  };
}
