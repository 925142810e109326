import type { FaultOptions } from "../../faults/fault.ts";
import type { ReceivedRequest } from "../../wire/receivedRequest.ts";

/** The path prefix of the calls that control the server itself; the API has no such path. */
export const controlPrefix = "/__mock/";

/** The header that calls to `controlPrefix` carry; its value does not matter. */
export const controlHeader = "x-enos-ota-mock";

/** A request that a server of another process received; without headers, which hold the tokens of its callers. */
export type RemoteRequest = Omit<ReceivedRequest, "headers" | "expressionError">;

/** Which calls a fault of a server in another process applies to; a function cannot be sent there. */
export type RemoteFaultOptions = Omit<FaultOptions, "when">;
