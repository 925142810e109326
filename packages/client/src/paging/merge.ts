import { RecentIds } from "./recentIds.ts";

/**
 * Merges lists that are sorted by rank, greatest first, into one that is sorted the same way and has each item once.
 * Reads one item of each list ahead. When the iteration ends early, those of the lists end, too.
 */
export async function* merge<T>(
  lists: Iterable<AsyncIterable<T>>,
  idOf: (item: T) => string,
  rankOf: (item: T) => number,
): AsyncGenerator<T, void, undefined> {
  const iterators = [...lists].map((list) => list[Symbol.asyncIterator]());
  const heads = new Map<AsyncIterator<T>, T>();
  const recent = new RecentIds();
  const advance = async (iterator: AsyncIterator<T>): Promise<void> => {
    const { done, value } = await iterator.next();
    if (done) heads.delete(iterator);
    else heads.set(iterator, value);
  };
  try {
    for (const iterator of iterators) await advance(iterator);
    while (heads.size > 0) {
      const [latest, item] = [...heads].reduce((best, next) =>
        rankOf(next[1]) > rankOf(best[1]) ? next : best,
      );
      if (!recent.has(idOf(item))) {
        recent.add(idOf(item));
        yield item;
      }
      await advance(latest);
    }
  } finally {
    for (const iterator of iterators) await iterator.return?.();
  }
}
