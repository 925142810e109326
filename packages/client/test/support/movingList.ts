import type { OtaJob } from "../../src/index.ts";
import { OtaPage } from "../../src/paging/page.ts";
import type { Read } from "../../src/paging/prefetch.ts";

/** A small random generator: the same seed, the same run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

/** What happens to a list between two reads. */
export type Change = "insert" | "delete" | "deleteFirst" | "flipOff" | "flipOn";

/** A server's list of jobs, newest first, that changes before each read. */
export class MovingList {
  requests = 0;
  #jobs: { readonly id: string; matches: boolean; lasting: boolean }[];
  #next: number;

  constructor(size: number, dormant = 0) {
    this.#jobs = Array.from({ length: size + dormant }, (_, index) => ({
      id: `j${index}`,
      // Dormant jobs lie anywhere and match later.
      matches: (index * 7919) % (size + dormant) >= dormant,
      lasting: true,
    }));
    for (const job of this.#jobs) job.lasting = job.matches;
    this.#next = this.#jobs.length;
  }

  /** The jobs that have matched since the beginning. */
  get lasting(): string[] {
    return this.#jobs.filter((job) => job.lasting).map((job) => job.id);
  }

  change(kind: Change, random: (below: number) => number): void {
    if (kind === "insert") {
      this.#jobs.unshift({ id: `j${this.#next++}`, matches: true, lasting: false });
      return;
    }
    if (kind === "deleteFirst") {
      this.#jobs.shift();
      return;
    }
    const candidates = this.#jobs.filter((job) => job.matches !== (kind === "flipOn"));
    const job = candidates[Math.floor(random(candidates.length))];
    if (!job) return;
    job.lasting = false;
    if (kind === "delete") this.#jobs.splice(this.#jobs.indexOf(job), 1);
    else job.matches = kind === "flipOn";
  }

  /** Reads as a server does; `before` runs just before the snapshot is taken. */
  reader(before: () => void | Promise<void>): Read {
    const read: Read = async (asked) => {
      this.requests++;
      await before();
      const matching = this.#jobs.filter((job) => job.matches);
      const { pageNo = 1, pageSize = 10 } = asked ?? {};
      const shown = matching.slice((pageNo - 1) * pageSize, pageNo * pageSize);
      return page(
        shown.map((job) => job.id),
        pageNo,
        pageSize,
        matching.length,
        read,
      );
    };
    return read;
  }
}

/** A page of jobs of which only the ID matters. */
export function page(
  ids: readonly string[],
  pageNo: number,
  pageSize: number,
  totalSize: number | undefined,
  read: Read,
): OtaPage {
  const jobs = ids.map((jobId) => ({ jobId }) as OtaJob);
  return new OtaPage(
    { jobs, pageNo, pageSize, totalSize, requestId: "r", attempts: 1 },
    { json: {}, requestId: "r", attempts: 1, response: new Response(), text: "" },
    read,
  );
}
