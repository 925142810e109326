export type { AuthOptions, Credentials } from "./auth/credentials.ts";
export {
  connectMockServer,
  type RemoteFaultOptions,
  type RemoteMock,
  type RemoteRequest,
} from "./control/connect.ts";
export type { OtaJob } from "./core/job.ts";
export type { Jobs } from "./core/jobStore.ts";
export { type SearchAnswer, type SearchRequest, search } from "./core/search.ts";
export { createMockOta, type MockOta, type MockOtaOptions } from "./createMockOta.ts";
export type { Fetch } from "./doors/fetch.ts";
export type { MockOptions } from "./engine/engine.ts";
export type { ReceivedRequest } from "./engine/requestLog.ts";
export type { OperationId } from "./engine/routes.ts";
export type { ScenarioName } from "./engine/scenario.ts";
export type { FaultName, FaultOptions, TransportFaultName } from "./faults/fault.ts";
export { type GenerateOptions, generateJobs } from "./generate/generateJobs.ts";
