import { Engine } from "../engine/engine.ts";
import { checkMockOptions, type MockOptions } from "../engine/options.ts";
import { BaseUrl } from "./baseUrl.ts";
import { createFetch, type Fetch } from "./fetch.ts";
import { type Mock, mockOf } from "./mock.ts";

/** The options of the in-process mock. */
export interface MockOtaOptions extends MockOptions {
  /**
   * The base URL that it answers to, with or without a path; nothing ever listens there. In a page, `"/"` is the
   * page's own origin.
   *
   * @default "https://enos-ota.test"
   */
  readonly baseUrl?: string;
}

/** The API without a server. */
export interface MockOta extends Mock {
  /** The base URL for the client. */
  readonly baseUrl: string;
  /** Answers calls to `baseUrl`, and rejects all others; pass it to the client. */
  readonly fetch: Fetch;
}

/**
 * Creates a mock that answers in process: no server, no port, no Prism. It checks requests as strictly as the server
 * does, and runs in browsers too.
 *
 * @throws Error for an option that does not exist, and for jobs that do not match the spec or have the same ID
 *
 * @example
 * ```ts
 * const mock = createMockOta({ jobs: generateJobs(120) });
 * const enos = createOtaClient({ baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch: mock.fetch });
 * ```
 */
export function createMockOta(options: MockOtaOptions = {}): MockOta {
  checkMockOptions("createMockOta", options, ["baseUrl"]);
  const engine = new Engine(options);
  const base = new BaseUrl(options.baseUrl ?? "https://enos-ota.test");
  return { ...mockOf(engine), baseUrl: base.href, fetch: createFetch(engine, base) };
}
