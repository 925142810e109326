/**
 * Remembers the most recent IDs and in which order they came: at least {@link RecentIds.capacity}, at most twice as
 * many, so that the memory of an iteration stays flat however long the list is.
 */
export class RecentIds {
  static readonly capacity = 10_000;
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  #count = 0;
  #forgets = false;

  /** Whether some IDs are no longer remembered. */
  get forgets(): boolean {
    return this.#forgets;
  }

  /** Whether an ID is remembered. */
  has(id: string): boolean {
    return this.#young.has(id) || this.#old.has(id);
  }

  /** How many IDs were added after this one; undefined when it is not remembered. */
  countAfter(id: string): number | undefined {
    const ordinal = this.#young.get(id) ?? this.#old.get(id);
    return ordinal === undefined ? undefined : this.#count - ordinal;
  }

  /** Remembers an ID that is not yet remembered. */
  add(id: string): void {
    if (this.#young.size >= RecentIds.capacity) {
      this.#forgets ||= this.#old.size > 0;
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, ++this.#count);
  }
}
