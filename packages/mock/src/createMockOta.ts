import type { Credentials } from "./auth/credentials.ts";
import type { Jobs } from "./core/jobStore.ts";
import { createFetch, type Fetch } from "./doors/fetch.ts";
import { Engine, type MockOptions } from "./engine/engine.ts";
import type { ReceivedRequest } from "./engine/requestLog.ts";
import type { FaultName, FaultOptions } from "./faults/fault.ts";

/** How the in-process mock is made. */
export interface MockOtaOptions extends MockOptions {
  /** The base URL that it answers to; nothing ever listens there. Default: `https://enos-ota.test`. */
  readonly baseUrl?: string;
}

/** The API without a server, for as long as it is referenced. */
export interface MockOta {
  /** The client's base URL. */
  readonly baseUrl: string;
  /** The keys that it accepts. */
  readonly auth: Credentials;
  /** Answers calls to `baseUrl`, and no others; pass it to the client. */
  readonly fetch: Fetch;
  /** Its jobs; may change while it is used. */
  readonly jobs: Jobs;
  /** The requests that came in, oldest first; the last 10,000 at least. */
  readonly requests: readonly ReceivedRequest[];
  /**
   * Makes calls fail, or answers them with a named example of the spec; see `FaultOptions` for which calls and how.
   *
   * @throws Error for a name that there is not, with the names that there are
   */
  use(name: FaultName, options?: FaultOptions): void;
  /** Brings it back to its beginning: the first jobs, no requests, no faults, no tokens. */
  reset(): void;
}

/**
 * Makes a mock that answers in process: no server, no port, no Prism. It checks requests as strictly as the server
 * does, and runs in browsers too.
 *
 * @throws Error for jobs of which two in one organization have the same ID
 */
export function createMockOta(options: MockOtaOptions = {}): MockOta {
  const engine = new Engine(options);
  const baseUrl = options.baseUrl ?? "https://enos-ota.test";
  return {
    baseUrl,
    auth: { accessKey: engine.policy.accessKey, secretKey: engine.policy.secretKey },
    fetch: createFetch(engine, baseUrl),
    jobs: engine.jobs,
    requests: engine.requests,
    use: (name, options) => engine.use(name, options),
    reset: () => engine.reset(),
  };
}
