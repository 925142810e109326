import { onAbort } from "../onAbort.ts";
import type { PageContent, ReadPage } from "./page.ts";
import type { Window } from "./window.ts";

/** Pages in flight, in the order in which they will be used. */
export interface Prefetch<T> {
  /**
   * Asks for pages from index `position` on: at least one, and up to `most` of those that begin in front of `enough`.
   * `plan` tells which page continues at an index.
   */
  fill(position: number, enough: number, most: number, plan: (position: number) => Window): void;
  /** Waits for the first page. */
  next(): Promise<{ readonly window: Window; readonly page: PageContent<T> }>;
  /** Aborts all requests in flight. */
  cancel(): void;
}

/** Creates an empty queue. The caller's signal ends what is in flight, and has a listener only so long. */
export function createPrefetch<T>(read: ReadPage<T>, signal: AbortSignal | undefined): Prefetch<T> {
  const inFlight: {
    readonly window: Window;
    readonly page: Promise<PageContent<T>>;
    readonly cancel: () => void;
  }[] = [];

  const launch = (window: Window): void => {
    const controller = new AbortController();
    const cancel = (): void => controller.abort(signal?.reason);
    if (signal?.aborted) cancel();
    const removeListener = signal && onAbort(signal, cancel);
    const { pageNo, pageSize } = window;
    const page = read({ pageNo, pageSize }, controller.signal).finally(removeListener);
    // A page that is no longer waited for may fail without an unhandled rejection.
    page.catch(() => {});
    inFlight.push({ window, page, cancel });
  };

  return {
    fill(position, enough, most, plan) {
      let ahead = inFlight.at(-1)?.window.end ?? position;
      while (inFlight.length === 0 || (inFlight.length < most && ahead < enough)) {
        const window = plan(ahead);
        launch(window);
        ahead = window.end;
      }
    },
    async next() {
      const [first] = inFlight;
      if (!first) throw new RangeError("nothing is in flight");
      // It stays in the queue until it has come, so that it is cancelled with the others.
      const page = await first.page;
      inFlight.shift();
      return { window: first.window, page };
    },
    cancel() {
      for (const { cancel } of inFlight.splice(0)) cancel();
    },
  };
}
