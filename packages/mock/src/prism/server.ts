import type { AddressInfo } from "node:net";
import type { Credentials } from "../auth/credentials.ts";
import type { Jobs } from "../core/jobStore.ts";
import { Engine, type MockOptions } from "../engine/engine.ts";
import type { ReceivedRequest } from "../engine/requestLog.ts";
import type { FaultName, FaultOptions } from "../faults/fault.ts";
import { createFront } from "./httpFront.ts";
import { createInspector } from "./inspector.ts";

/** How the server is started. */
export interface MockServerOptions extends MockOptions {
  /** The port to listen on. Default: 0, a free one. */
  readonly port?: number;
  /** The address to listen on. Default: 127.0.0.1, which only this machine reaches. */
  readonly host?: string;
  /** Called for each request once its answer is known; for logs. */
  readonly onAnswered?: (request: ReceivedRequest) => void;
}

/** A running server. */
export interface MockServer {
  /** Where it listens, such as `http://127.0.0.1:4010`: the client's base URL. */
  readonly url: string;
  /** The keys that it accepts. */
  readonly auth: Credentials;
  /** Its jobs; may change while it runs. */
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
  /** Stops it at once; open connections are closed. */
  stop(): Promise<void>;
  /** The same as `stop`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the mock on a real port. Prism checks every request and every answer against the spec: a wrong request is
 * refused as the API would, a wrong answer (of a job that does not fit the spec) is a 500 that says what is wrong.
 *
 * @throws Error if Prism is not installed (with the command that does it), or if the port is taken
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const engine = new Engine(options);
  const server = createFront(engine, await createInspector(), options.onAnswered);
  const { host = "127.0.0.1", port = 0 } = options;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
    server.listen(port, host, resolve);
  });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      // Stopping twice is not a mistake: a test's own stop and its `await using` may both run.
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: urlOf(server.address()),
    auth: { accessKey: engine.policy.accessKey, secretKey: engine.policy.secretKey },
    jobs: engine.jobs,
    requests: engine.requests,
    use: (name, options) => engine.use(name, options),
    reset: () => engine.reset(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function urlOf(address: AddressInfo | string | null): string {
  if (typeof address !== "object" || address === null) throw new Error("The server listens on no port.");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  const why =
    cause.code === "EADDRINUSE" ? "it is in use; take another one, or 0 for any that is free" : cause.message;
  return new Error(`The mock cannot listen on ${host}, port ${port}: ${why}.`, { cause });
}
