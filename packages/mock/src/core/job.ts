import type { components } from "../generated/openapi.ts";

/** An OTA job as the API returns it (`JobInfo` of the spec). */
export type OtaJob = components["schemas"]["JobInfo"];
