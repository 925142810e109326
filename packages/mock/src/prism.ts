export type { AuthOptions, Credentials } from "./auth/credentials.ts";
export type { OtaJob } from "./core/job.ts";
export type { Jobs } from "./core/jobStore.ts";
export type { MockOptions } from "./engine/engine.ts";
export type { ReceivedRequest } from "./engine/requestLog.ts";
export type { OperationId } from "./engine/routes.ts";
export type { ScenarioName } from "./engine/scenario.ts";
export type { FaultName, FaultOptions, TransportFaultName } from "./faults/fault.ts";
export { type MockServer, type MockServerOptions, startMockServer } from "./prism/server.ts";
