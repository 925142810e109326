/** Remembers the last IDs, at least `capacity` and at most twice as many, whatever the length of the list. */
export class Seen {
  static readonly capacity = 10_000;
  #young = new Set<string>();
  #old = new Set<string>();

  /** Whether an ID is remembered. */
  has(id: string): boolean {
    return this.#young.has(id) || this.#old.has(id);
  }

  /** Remembers an ID. Gives whether it is new. */
  add(id: string): boolean {
    if (this.has(id)) return false;
    if (this.#young.size >= Seen.capacity) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(id);
    return true;
  }
}
