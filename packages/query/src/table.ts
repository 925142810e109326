/** How a comparison compares. The API writes the operators exactly so. */
export type Operator = "=" | "in" | "like";

/** What the generated table says of one field. */
export interface FieldEntry {
  /** The operators that the API allows for this field. */
  readonly operators: readonly Operator[];
  /** The property of an OTA job that the field reads. */
  readonly property: string;
  /** The only values that the field can have; any text when absent. */
  readonly values?: readonly string[];
  /** For a name in several languages: which of its texts are read, in this order. */
  readonly names?: readonly string[];
  /** `any`: each of `names` is tried; `first`: the first of `names` that the job has decides. */
  readonly match?: "any" | "first";
}

/** Every field that an expression may name, by its path as written there (`name.zh_CN`). */
export interface Table {
  readonly [field: string]: FieldEntry;
}

/** The entry of a field; never something inherited such as `constructor`. */
export function entryOf(table: Table, field: string): FieldEntry | undefined {
  return Object.hasOwn(table, field) ? table[field] : undefined;
}
