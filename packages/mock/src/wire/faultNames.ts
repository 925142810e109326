import type { ScenarioName } from "./scenarios.ts";

/** Faults that no example of the spec can show: of the connection, of proxies, of data, of the clock, of the vendor's tokens. */
export const transportFaults = [
  "delay",
  "disconnect",
  "disconnectAfterHeaders",
  "truncatedBody",
  "slowBody",
  "htmlPage",
  "malformedJobs",
  "clockSkew",
  "shortTokenExpired",
  "allTokensExpired",
] as const;

/** Name of a fault that is not an example of the spec. */
export type TransportFaultName = (typeof transportFaults)[number];

/** A name that `use` takes: a named example of the spec, or a transport fault. */
export type FaultName = ScenarioName | TransportFaultName;
