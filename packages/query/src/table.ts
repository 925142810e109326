import type { Connective, Operator } from "./operators.ts";

/** A value that a field is compared with. OTA jobs have only text fields. */
export type Value = string | number | boolean;

/** What a table says about one field. */
export interface FieldEntry {
  /** The operators that the API allows for this field. */
  readonly operators: readonly Operator[];
  /** The type of its values; text when absent. */
  readonly type?: "number" | "boolean";
  /** The only values that the field can have; any when absent. */
  readonly values?: readonly string[];
  /** For a name in several languages: which of its texts are read, in this order. */
  readonly names?: readonly string[];
  /** `any`: one of `names` must match; `first`: the first of `names` that the record has decides. */
  readonly match?: "any" | "first";
}

/** What the expressions of one search may say. Generated from `x-enos-expression` of the spec. */
export interface Table {
  /** The words that join comparisons; the first one is written. Empty when a search takes one comparison only. */
  readonly connectives: readonly Connective[];
  /** How the API answers an operator that a field does not allow. */
  readonly operatorNotAllowed: { readonly code: number; readonly message: string };
  /** Every field that an expression may name, by its path such as `name.zh_CN`. */
  readonly fields: { readonly [path: string]: FieldEntry };
}

/** A text in several languages, as the API returns it. */
export interface LocalizedText {
  readonly defaultValue?: string | null | undefined;
  readonly i18nValue?: { readonly [locale: string]: string | null | undefined } | null | undefined;
}

/** The entry of a field; never an inherited member such as `constructor`. */
export function entryOf({ fields }: Table, path: unknown): FieldEntry | undefined {
  // Comparing with each name is several times faster than a look-up: a piece of a text would have to be hashed for it.
  for (const name in fields) if (name === path) return fields[name];
  return undefined;
}

/** Whether a word joins comparisons, in any case. Profile entry `upperCaseKeywords`. */
export function isConnective({ connectives }: Table, word: string): boolean {
  // As it stands first: most are written like the table's, and changing the case costs more than comparing.
  return connectives.some((one) => one === word || one.toLowerCase() === word.toLowerCase());
}
