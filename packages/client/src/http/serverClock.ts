import type { Clock } from "../clock.ts";
import { parseHttpDate } from "./httpDate.ts";

/** A difference of a minute cannot come from the network. The server refuses timestamps that are off by more. */
const largeMs = 60_000;

/** The time by the `Date` headers of the server, because signatures carry a timestamp. */
export interface ServerClock {
  /** Returns the corrected time, in epoch ms. */
  now(): number;
  /** What is added to the machine's time, in ms; 0 until an answer shows a difference of a minute or more. */
  readonly offset: number;
  /** Reads an answer's `Date`. Returns whether the correction changed. */
  learn(response: Response): boolean;
}

/** Makes a server clock. It trusts the machine until an answer shows a difference of a minute or more. */
export function createServerClock(clock: Clock): ServerClock {
  let offset = 0;
  return {
    now: () => clock.now() + offset,
    get offset() {
      return offset;
    },
    learn(response) {
      const date = parseHttpDate(response.headers.get("date"));
      if (date === undefined) return false;
      const seen = date - clock.now();
      if (Math.abs(seen - offset) < largeMs) return false;
      offset = Math.abs(seen) < largeMs ? 0 : seen;
      return true;
    },
  };
}
