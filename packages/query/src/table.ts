/** How a comparison compares. The API writes the operators exactly so. */
export type Operator = "=" | "in" | "like";

/** What the generated table says of one field. */
export interface FieldEntry {
  /** The operators that the API allows for this field. */
  readonly operators: readonly Operator[];
  /** The only values that the field can have; any text when absent. */
  readonly values?: readonly string[];
}

/** Every field that an expression may name, by its path as written there (`name.zh_CN`). */
export interface Table {
  readonly [field: string]: FieldEntry;
}

/** Where a field is read in a job. */
export interface FieldSource {
  /** The property of the job. */
  readonly property: string;
  /** For a name in several languages: which of its texts are read, in this order. */
  readonly names?: readonly string[];
  /** `any`: each of `names` is tried; `first`: the first of `names` that the job has decides. */
  readonly match?: "any" | "first";
}

/** Where each field is read; has the same fields as the `Table`. */
export interface Sources {
  readonly [field: string]: FieldSource;
}

/** The entry of a field; never something inherited such as `constructor`. */
export function entryOf(table: Table, field: string): FieldEntry | undefined {
  // Comparing with each is several times faster than a look-up: a piece of a text would have to be hashed for it.
  for (const name in table) if (name === field) return table[name];
  return undefined;
}
