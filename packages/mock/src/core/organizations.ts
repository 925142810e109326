/** The organizations of one mock. */
export class Organizations {
  /** Whether every organization exists, as in a mock that was created without any. */
  readonly #isOpen: boolean;
  readonly #initial: ReadonlySet<string>;
  readonly #known: Set<string>;

  constructor(initial: Iterable<string>) {
    this.#initial = new Set(initial);
    this.#known = new Set(this.#initial);
    this.#isOpen = this.#initial.size === 0;
  }

  add(orgId: string): void {
    this.#known.add(orgId);
  }

  has(orgId: string): boolean {
    return this.#isOpen || this.#known.has(orgId);
  }

  /** Removes the organizations that were added later. */
  reset(): void {
    this.#known.clear();
    for (const orgId of this.#initial) this.#known.add(orgId);
  }
}
