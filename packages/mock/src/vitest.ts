import type { TestProject } from "vitest/node";
import type { Credentials } from "./auth/credentials.ts";
import { type MockServerOptions, startMockServer } from "./prism/server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The base URL of the mock server. */
    enosOtaUrl: string;
    /** The keys that it accepts. */
    enosOtaAuth: Credentials;
  }
}

/** A globalSetup of vitest: starts something before the first test file, and gives back what stops it. */
export type GlobalSetup = (project: TestProject) => Promise<() => Promise<void>>;

/**
 * Makes a globalSetup that starts one server for all test files; they find it by `inject("enosOtaUrl")` and
 * `inject("enosOtaAuth")`. Files that run at the same time keep apart by an `orgId` of their own; they add their jobs
 * with `connectMockServer(inject("enosOtaUrl"))`.
 */
export function createGlobalSetup(options: MockServerOptions = {}): GlobalSetup {
  return async (project) => {
    const server = await startMockServer(options);
    project.provide("enosOtaUrl", server.url);
    project.provide("enosOtaAuth", server.auth);
    return server.stop;
  };
}

/** The globalSetup without jobs; every organization exists and is empty at first. */
const setup: GlobalSetup = createGlobalSetup();
export default setup;
