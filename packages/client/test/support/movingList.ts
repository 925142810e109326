import type { PageContent, ReadPage } from "../../src/paging/page.ts";

/** A small random number generator: the same seed produces the same run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

/** An item of the list: `time` sorts it, latest first, and several may have the same. */
export interface Item {
  readonly id: string;
  readonly time: number;
}

interface Entry extends Item {
  matches: boolean;
  /** Whether it has been in the list, and matched, since the beginning. */
  lasting: boolean;
}

/** What happens to a list between two reads. `swap`: one item stops matching while another starts, so the total stays. */
export type Change = "insert" | "insertTie" | "delete" | "deleteFirst" | "flipOff" | "flipOn" | "swap";

/** A server's list, latest first, that changes before each read. */
export class MovingList {
  requests = 0;
  #entries: Entry[];
  #next: number;

  /** `dormant` items lie anywhere in the list and may match later. About three items share a time. */
  constructor(size: number, dormant = 0) {
    const count = size + dormant;
    this.#entries = Array.from({ length: count }, (_, index) => {
      const matches = (index * 7919) % count >= dormant;
      return { id: `j${index}`, time: Math.floor((count - index) / 3), matches, lasting: matches };
    });
    this.#next = count;
  }

  /** The IDs of the items that have matched since the beginning. */
  get lasting(): string[] {
    return this.#entries.filter((entry) => entry.lasting).map((entry) => entry.id);
  }

  change(kind: Change, random: (below: number) => number): void {
    const entries = this.#entries;
    switch (kind) {
      case "insert":
        entries.unshift(this.#create((entries[0]?.time ?? 0) + Math.floor(random(2))));
        break;
      case "insertTie": {
        const at = Math.floor(random(entries.length));
        entries.splice(at, 0, this.#create(entries[at]?.time ?? 0));
        break;
      }
      case "deleteFirst":
        entries.shift();
        break;
      case "delete": {
        const entry = this.#pick(true, random);
        if (entry) entries.splice(entries.indexOf(entry), 1);
        break;
      }
      case "flipOff":
        this.#flip(true, random);
        break;
      case "flipOn":
        this.#flip(false, random);
        break;
      case "swap":
        if (this.#pick(true, random) && this.#pick(false, random)) {
          this.#flip(true, random);
          this.#flip(false, random);
        }
    }
  }

  /** Reads as a server does: a page shows the list at one moment. `before` runs just before that. */
  reader(before: () => void | Promise<void> = () => {}): ReadPage<Item> {
    return async (asked) => {
      this.requests++;
      await before();
      const matching = this.#entries.filter((entry) => entry.matches);
      const { pageNo = 1, pageSize = 10 } = asked ?? {};
      const shown = matching.slice((pageNo - 1) * pageSize, pageNo * pageSize);
      return content(shown, pageNo, pageSize, matching.length);
    };
  }

  #create(time: number): Entry {
    return { id: `j${this.#next++}`, time, matches: true, lasting: false };
  }

  #pick(matches: boolean, random: (below: number) => number): Entry | undefined {
    const candidates = this.#entries.filter((entry) => entry.matches === matches);
    return candidates[Math.floor(random(candidates.length))];
  }

  #flip(matches: boolean, random: (below: number) => number): void {
    const entry = this.#pick(matches, random);
    if (!entry) return;
    entry.matches = !matches;
    entry.lasting = false;
  }
}

/** The definition by which the tests walk a list of such items. */
export const idOf = (item: Item): string => item.id;
export const rankOf = (item: Item): number => item.time;

/** The content of a page. */
export function content<T>(
  items: readonly T[],
  pageNo: number,
  pageSize: number,
  totalSize: number | undefined,
): PageContent<T> {
  const hasNextPage = totalSize === undefined ? items.length >= pageSize : pageNo * pageSize < totalSize;
  return {
    items,
    pageNo,
    pageSize,
    totalSize,
    hasNextPage,
    requestId: "r",
    attempts: 1,
    response: () => new Response(),
  };
}
