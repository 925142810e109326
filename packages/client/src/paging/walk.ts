import { checkNumber } from "../config.ts";
import { OtaPagingError } from "../errors.ts";
import * as limits from "../generated/limits.ts";
import type { SearchOptions } from "../options.ts";
import type { OtaPage } from "./page.ts";
import type { SearchParams } from "./pagePromise.ts";
import { createQueue, type Read } from "./prefetch.ts";
import { Seen } from "./recentIds.ts";
import { planWindow, type Window } from "./window.ts";

/** Looks in vain before the walk gives up. */
const patience = 8;

/**
 * Walks a list that is sorted, newest first, and moves while it is read.
 *
 * A job that leaves shifts all behind it forward: those at the border of a page slip onto the page that was just read.
 * As long as nothing shows that the list moves (all totals are equal, and no job comes twice) pages are taken one
 * after the other: that is trust, and costs no request more than there are pages. At the first sign of a move the
 * walk starts again, and now each page must be anchored: it begins where the walk began, or it shows a job that an
 * anchored page has shown; then all that follows that job at this moment is on the page or behind it. So pages
 * overlap from then on. A page without an anchor is not used: the walk steps back, by what the total lost and then
 * by ever more. Jobs that were delivered before are not delivered again.
 */
export async function* walk(
  read: Read,
  asked: SearchParams["pagination"],
  options: SearchOptions,
  limit: number,
): AsyncGenerator<OtaPage, void, undefined> {
  const { reconcile = true, signal } = options;
  const concurrency = checkNumber("concurrency", options.concurrency ?? 1, 1);
  const first = asked ?? { pageNo: limits.firstPageNo, pageSize: limits.recommendedPageSize };
  const origin = (first.pageNo - 1) * first.pageSize;
  const delivered = new Seen();
  const queue = createQueue(read, signal);

  let anchors = new Seen(); // The jobs of anchored pages.
  let base = origin; // A page that begins here, or in front of it, is anchored.
  let position = origin; // The index that comes next.
  let proving = reconcile === "strict"; // Whether pages must be anchored.
  let largest = 0; // The longest page so far.
  let cap = Infinity; // The largest page that the server gives.
  let last: { total: number | undefined; start: number; firstId: string | undefined } | undefined;
  let reach = origin; // The furthest that an anchored page has shown.
  let barren = 0; // Looks in vain since the last new job.
  let count = 0;

  const plan = (from: number): Window => {
    // Small pages cannot overlap and advance.
    const size = Math.min(cap, proving ? Math.max(first.pageSize, limits.defaultPageSize) : first.pageSize);
    const window = planWindow(from, proving && from > origin ? overlapOf(size) : 0, size);
    return from > origin && window.start >= origin
      ? window
      : { ...first, start: origin, end: origin + first.pageSize };
  };

  try {
    for (;;) {
      const enough = Math.min(last?.total ?? 0, position + limit - count);
      queue.fill(position, enough, concurrency, plan);
      const { window, page } = await queue.next();
      const { jobs, totalSize: total } = page;
      // The server may give smaller pages than it was asked for, and may say so.
      const size =
        page.pageSize < window.pageSize && jobs.length <= page.pageSize ? page.pageSize : window.pageSize;
      const start = (window.pageNo - 1) * size;
      const end = start + jobs.length;
      const firstId = jobs[0]?.jobId;
      const known = jobs.some((job) => anchors.has(job.jobId));
      const repeated =
        known &&
        firstId === last?.firstId &&
        start !== last?.start &&
        jobs.every((job) => delivered.has(job.jobId));
      const missing = jobs.length === 0 && total !== undefined && start < total;

      if (reconcile && !proving && last && (known || missing || total !== last.total)) {
        proving = true;
        anchors = new Seen();
        // What was delivered longer ago than is remembered would be delivered twice.
        base = Math.max(origin, position - Seen.capacity / 2);
        queue.cancel();
        position = base;
        last = { total, start: -1, firstId: undefined };
        continue;
      }
      const anchored = !proving || start <= base || known;
      if (!anchored || missing || (repeated && (reconcile || total === last?.total))) {
        const lost = Math.max(0, (last?.total ?? 0) - (total ?? 0));
        const back = Math.min(position, total ?? position) - lost - overlapOf(size) * 2 ** barren;
        queue.cancel();
        if (reconcile) position = Math.max(base, back);
        if (last) last.total = total;
        // Further back lie jobs that were forgotten, and would be delivered twice.
        if (++barren > patience || reach - position > Seen.capacity) throw unsettled(barren);
        continue;
      }

      if (size < window.pageSize) cap = size;
      else if (jobs.length > 0 && jobs.length < size && !(total && end >= total)) cap = jobs.length;
      const fresh = jobs.filter((job) => delivered.add(job.jobId));
      for (const job of jobs) anchors.add(job.jobId);
      count += fresh.length;
      // To see what was seen before is no failure on the way back to where the walk had been.
      if (fresh.length > 0) barren = 0;
      else if ((end > reach || end <= position) && ++barren > patience) throw unsettled(barren);
      position = end;
      reach = Math.max(reach, end);
      if (fresh.length > 0 || !last) yield Object.assign(page, { jobs: fresh });
      last = { total, start, firstId };
      // Without a total the list ends with a page shorter than others, or with an empty one.
      if (total === undefined ? jobs.length === 0 || jobs.length < Math.min(size, largest) : end >= total)
        return;
      largest = Math.max(largest, jobs.length);
    }
  } finally {
    queue.cancel();
  }
}

/** How many jobs an overlapping page shows again: as many may leave before it must be asked for a second time. */
function overlapOf(size: number): number {
  return Math.ceil(size / 8);
}

function unsettled(looks: number): OtaPagingError {
  return new OtaPagingError(
    `The list could not be read completely: ${looks} looks brought no new job. ` +
      "It moves faster than it can be read, or the server repeats a page. Narrow the expression, or try again later.",
    { retryable: true },
  );
}
