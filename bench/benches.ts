import type { Bench } from "./section.ts";

/** Every chapter of the report, loaded only when it is run: the peers are many and some are slow to load. */
export const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  calls: () => import("./calls/bench.ts"),
  draining: () => import("./draining/bench.ts"),
  query: () => import("./query/bench.ts"),
  mock: () => import("./mock/bench.ts"),
  generation: () => import("./generation/bench.ts"),
  command: () => import("./command/bench.ts"),
  weight: () => import("./weight/bench.ts"),
};
