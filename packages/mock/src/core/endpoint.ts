import type { Condition } from "@enos-ota/query";
import type { components } from "../generated/openapi.ts";
import type { Validator } from "../generated/validators.js";
import type { FieldSource } from "./fieldSource.ts";

/** What every record of the API has: the organization that it belongs to. */
export interface StoredRecord {
  readonly orgId: string;
}

/** What is searched for, and which page of it: the same for every search of this API. */
export type SearchRequest = components["schemas"]["SearchRequest"];

/** One kind of record that can be searched for, such as OTA jobs: all that the mock has to know about it. */
export interface Endpoint<Item extends StoredRecord> {
  /** The value of the query parameter `action` that selects this search. */
  readonly action: string;
  /** The word for one record in messages. */
  readonly noun: string;
  /** Checks a record. */
  readonly record: Validator<Item>;
  /** Checks the body of a search. */
  readonly request: Validator<SearchRequest>;
  /** The ID of a record, unique within its organization. */
  idOf(record: Item): string;
  /** The order of the list, a property that holds a number. Default: as the records were added. */
  readonly sortedBy?: { readonly field: keyof Item; readonly order: "ASC" | "DESC" };
  /** Where each field of an expression is read, for the differences that a profile can make. */
  readonly sources: Readonly<Record<string, FieldSource>>;
  /**
   * Parses an expression.
   *
   * @throws ExpressionError
   */
  parse(text: string, options: { readonly maxLength: number }): Condition;
  /** Returns the test that tells which records meet a condition. */
  compile(condition: Condition): (record: Item) => boolean;
}
