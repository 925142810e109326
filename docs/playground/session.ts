import { createOtaClient, isOtaError, type OtaClient, type OtaJob, type OtaPage } from "@enos-ota/client";
import { createMockOta, generateJobs, type MockOta } from "@enos-ota/mock";
import { type Attempt, Recorder } from "./recorder.ts";
import type { PlaygroundState } from "./state.ts";

/** What a search came to. */
export interface Outcome {
  readonly page: OtaPage<OtaJob> | undefined;
  readonly jobs: readonly OtaJob[];
  /** The error's name and message; undefined when the search succeeded. */
  readonly error: { readonly name: string; readonly message: string } | undefined;
  /** Milliseconds from the call to its result. */
  readonly durationMs: number;
}

/** A mock and a client of one seed and count of jobs, both in this page. */
export class PlaygroundSession {
  readonly mock: MockOta;
  readonly client: OtaClient;
  readonly #recorder: Recorder;

  constructor(
    { seed, count }: Pick<PlaygroundState, "seed" | "count">,
    onAttempts: (attempts: readonly Attempt[]) => void,
  ) {
    this.mock = createMockOta({ jobs: generateJobs(count, { seed, orgId: "o1" }) });
    this.#recorder = new Recorder(onAttempts);
    this.client = createOtaClient({
      baseUrl: this.mock.baseUrl,
      orgId: "o1",
      auth: this.mock.auth,
      fetch: this.mock.fetch,
      // These keys are the mock's: they open nothing else.
      dangerouslyAllowBrowser: true,
      middleware: [this.#recorder.middleware],
    });
  }

  /** Searches one page as the state says. */
  async search(state: PlaygroundState, signal: AbortSignal): Promise<Outcome> {
    this.#recorder.restart();
    if (state.fault !== undefined) {
      // Only this search is hit: an earlier fault that was not used up must not add to it.
      this.mock.use(state.fault, { times: 1 });
    }
    const { expression, pageNo, pageSize } = state;
    try {
      const page = await this.client.otaJobs.search(
        { ...(expression.trim() !== "" && { expression }), pagination: { pageNo, pageSize } },
        { signal },
      );
      return { page, jobs: page.jobs, error: undefined, durationMs: this.#recorder.now() };
    } catch (error) {
      if (!isOtaError(error)) throw error;
      const { name, message } = error;
      return { page: undefined, jobs: [], error: { name, message }, durationMs: this.#recorder.now() };
    }
  }
}
