import type { Condition } from "@enos-ota/query";
import type { TestProject } from "vitest/node";
import type { Credentials } from "./auth/policy.ts";
import type { MockServerOptions } from "./doors/server/server.ts";

export { toHaveSearchedFor } from "./matchers/toHaveSearchedFor.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The base URL of the mock server. */
    enosOtaUrl: string;
    /** The keys that it accepts. */
    enosOtaAuth: Credentials;
  }
}

declare global {
  // Vitest's own interface for matchers has other type parameters in version 5 than in 3 and 4; all of them take over
  // what stands here.
  namespace Chai {
    interface Assertion {
      /**
       * Passes if the mock has received a search with this expression, whatever its white space, its quotes and the
       * order of what `and` joins; without an expression, if it has received any search. Await it for a server in
       * another process (`connectMockServer`).
       */
      toHaveSearchedFor(expression?: string | Condition): void;
    }
  }
}

/** A globalSetup of vitest: starts something before the first test file, and returns what stops it. */
export type GlobalSetup = (project: TestProject) => Promise<() => Promise<void>>;

/**
 * Creates a globalSetup that starts one server for all test files; they find it by `inject("enosOtaUrl")` and
 * `inject("enosOtaAuth")`. Files that run at the same time keep apart by an `orgId` of their own; they add their jobs
 * with `connectMockServer(inject("enosOtaUrl"))`.
 *
 * @example
 * ```ts
 * // globalSetup.ts, named in vitest.config.ts
 * export default createGlobalSetup({ auth: false });
 * ```
 */
export function createGlobalSetup(options: MockServerOptions = {}): GlobalSetup {
  return async (project) => {
    // Loaded here, because test files import this module for the matcher, in browsers too.
    const { startMockServer } = await import("./doors/server/server.ts");
    const server = await startMockServer(options);
    project.provide("enosOtaUrl", server.url);
    project.provide("enosOtaAuth", server.auth);
    return server.stop;
  };
}

/** The globalSetup without jobs; every organization exists and is empty at first. */
const setup: GlobalSetup = createGlobalSetup();
export default setup;
