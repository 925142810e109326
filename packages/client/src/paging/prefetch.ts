import type { OtaPage } from "./page.ts";
import type { SearchParams } from "./pagePromise.ts";
import type { Window } from "./window.ts";

/** Reads one page. */
export type Read = (pagination: SearchParams["pagination"], signal?: AbortSignal) => Promise<OtaPage>;

/** Pages in flight, in the order in which they will be used. */
export interface Queue {
  /** Asks for pages from `position` on: at least one, and up to `most` where they begin in front of `enough`. */
  fill(position: number, enough: number, most: number, plan: (from: number) => Window): void;
  /** Waits for the first page. */
  next(): Promise<{ readonly window: Window; readonly page: OtaPage }>;
  /** Cancels all. */
  cancel(): void;
}

/** Makes an empty queue. The caller's signal ends what is in flight, and has a listener only so long. */
export function createQueue(read: Read, signal: AbortSignal | undefined): Queue {
  const inFlight: {
    readonly window: Window;
    readonly page: Promise<OtaPage>;
    readonly cancel: () => void;
  }[] = [];

  const launch = (window: Window): void => {
    const controller = new AbortController();
    const cancel = (): void => controller.abort(signal?.reason);
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel);
    const { pageNo, pageSize } = window;
    const page = read({ pageNo, pageSize }, controller.signal).finally(() =>
      signal?.removeEventListener("abort", cancel),
    );
    // A page that nobody waits for any more may fail in silence.
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
      // Cancelled with the rest should the walk end meanwhile.
      const page = await first.page;
      inFlight.shift();
      return { window: first.window, page };
    },
    cancel() {
      for (const { cancel } of inFlight.splice(0)) cancel();
    },
  };
}
