/** What tells records apart, and in which order the API returns them. */
export interface ListRules<Item> {
  idOf(record: Item): string;
  readonly sortedBy?: { readonly field: keyof Item; readonly order: "ASC" | "DESC" };
}

/**
 * The records of one organization. Changing one costs the same however many there are; whoever asks for the list
 * next pays for sorting it. A list that was returned is never changed, but replaced by another one.
 */
export class RecordList<Item> {
  readonly #rules: ListRules<Item>;
  #sorted: readonly Item[] | undefined;
  /** Built at the first change. */
  #byId: Map<string, Item> | undefined;

  constructor(rules: ListRules<Item>, sorted: readonly Item[] = []) {
    this.#rules = rules;
    this.#sorted = sorted;
  }

  /** All records in the order of the API; the same list until a record changes. */
  get sorted(): readonly Item[] {
    this.#sorted ??= sort([...this.#records.values()], this.#rules);
    return this.#sorted;
  }

  get(id: string): Item | undefined {
    return this.#records.get(id);
  }

  /** Adds a record, or replaces the one with its ID. */
  set(record: Item): void {
    this.#records.set(this.#rules.idOf(record), record);
    this.#sorted = undefined;
  }

  delete(id: string): void {
    this.#records.delete(id);
    this.#sorted = undefined;
  }

  get #records(): Map<string, Item> {
    this.#byId ??= new Map(this.#sorted?.map((record) => [this.#rules.idOf(record), record]));
    return this.#byId;
  }
}

/**
 * Puts records into the order of the API, and copies only a list that is not in order yet. Records with equal values
 * keep their order; which of them the API returns first is not known.
 */
export function sort<Item>(records: readonly Item[], { sortedBy }: ListRules<Item>): readonly Item[] {
  if (!sortedBy) return records;
  const { field, order } = sortedBy;
  const sign = order === "ASC" ? 1 : -1;
  const keyOf = (record: Item): number => sign * Number(record[field]);
  let previous = Number.NEGATIVE_INFINITY;
  for (const record of records) {
    const key = keyOf(record);
    if (key < previous) return records.toSorted((a, b) => keyOf(a) - keyOf(b));
    previous = key;
  }
  return records;
}
