import type { AddressInfo } from "node:net";
import { Engine } from "../../engine/engine.ts";
import { checkMockOptions, type MockOptions } from "../../engine/options.ts";
import { checkNumber, describe } from "../../wire/options.ts";
import type { ReceivedRequest } from "../../wire/receivedRequest.ts";
import { type Mock, mockOf } from "../mock.ts";
import { createControl } from "../remote/control.ts";
import { isLoopbackName } from "./cors.ts";
import { createFront } from "./front.ts";
import { createInspector } from "./inspector.ts";

/** The options of the server. */
export interface MockServerOptions extends MockOptions {
  /** The port to listen on. @default 0, a free one */
  readonly port?: number;
  /** The address to listen on. @default "127.0.0.1", which only this machine reaches */
  readonly host?: string;
  /**
   * Host names by which other machines may control the server (`connectMockServer`), such as the name of a container.
   * Loopback names and `host` are always allowed.
   *
   * @default none
   */
  readonly allowedHosts?: readonly string[];
  /** Called for each request once its answer is known; for logs. */
  readonly onAnswered?: (request: ReceivedRequest) => void;
}

/** A running server. */
export interface MockServer extends Mock {
  /** The base URL for the client, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Stops it at once; open connections are closed. */
  stop(): Promise<void>;
  /** The same as `stop`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the mock on a real port. Prism checks every request and every answer against the spec.
 *
 * @throws Error if Prism is not installed (with the command that does it), if the port is in use, or for a wrong option
 *
 * @example
 * ```ts
 * await using server = await startMockServer({ jobs: generateJobs(10) });
 * ```
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  checkMockOptions("startMockServer", options, ["port", "host", "allowedHosts", "onAnswered"]);
  const { host = "127.0.0.1", port = 0, allowedHosts = [], onAnswered = () => {} } = options;
  checkNumber("startMockServer: port", port, { most: 65_535, whole: true });
  if (typeof host !== "string" || host === "") {
    throw new Error(`startMockServer: host must be an address such as "127.0.0.1", not ${describe(host)}.`);
  }
  const engine = new Engine(options);
  const hosts = new Set([host, `[${host}]`, ...allowedHosts].map((name) => name.toLowerCase()));
  const server = createFront({
    engine,
    inspect: await createInspector(engine),
    control: createControl(engine, (hostname) => isLoopbackName(hostname) || hosts.has(hostname)),
    onAnswered,
  });
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
  return { ...mockOf(engine), url: urlOf(server.address()), stop, [Symbol.asyncDispose]: stop };
}

/** The address to call. One that stands for all addresses of the machine cannot be called itself. */
function urlOf(address: AddressInfo | string | null): string {
  if (typeof address !== "object" || address === null)
    throw new Error("The server does not listen on a port.");
  const callable = new Map([
    ["0.0.0.0", "127.0.0.1"],
    ["::", "::1"],
  ]);
  const host = callable.get(address.address) ?? address.address;
  return `http://${address.family === "IPv6" ? `[${host}]` : host}:${address.port}`;
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  const why =
    cause.code === "EADDRINUSE" ? "it is in use; choose another one, or 0 for a free one" : cause.message;
  return new Error(`The mock cannot listen on ${host}, port ${port}: ${why}.`, { cause });
}
