import { type Condition, ExpressionError } from "@enos-ota/query";
import { codes } from "../generated/errorCodes.ts";
import { hasOwnDialect, readDialect } from "./dialect.ts";
import { DialectError } from "./dialectParser.ts";
import type { Endpoint, StoredRecord } from "./endpoint.ts";
import { expressionCode, expressionMessage, invalidArgument, type KnownCode } from "./messages.ts";
import type { Profile } from "./profile.ts";

/** A parsed expression, or the reason why it could not be parsed. */
export type ReadExpression<Item> =
  | {
      /** Undefined for an expression that only the profile allows, such as one with `or`. */
      readonly condition: Condition | undefined;
      readonly test: (record: Item) => boolean;
      readonly problem?: never;
    }
  | {
      readonly condition?: never;
      readonly test?: never;
      /** The code and the message of the answer. */
      readonly problem: { readonly code: KnownCode; readonly msg: string };
      /** Undefined for an expression that only the profile refuses. */
      readonly error: ExpressionError | undefined;
    };

/** Reads the expressions of one endpoint as a profile wants it. */
export class ExpressionReader<Item extends StoredRecord> {
  readonly #endpoint: Endpoint<Item>;
  readonly #profile: Profile;
  /** A test suite asks the same few questions over and over, page by page; each is parsed and compiled once. */
  readonly #known = new Map<string, ReadExpression<Item>>();

  /** What was found in a list, by the test. A list is replaced when a record changes, and then forgotten. */
  readonly #found = new WeakMap<readonly Item[], Map<(record: Item) => boolean, readonly Item[]>>();

  constructor(endpoint: Endpoint<Item>, profile: Profile) {
    this.#endpoint = endpoint;
    this.#profile = profile;
  }

  /** Parses and compiles an expression. Failures are remembered, too. */
  read(text: string): ReadExpression<Item> {
    const known = this.#known.get(text);
    if (known) return known;
    const read = this.#parse(text);
    if (this.#known.size >= 100) this.#known.clear();
    this.#known.set(text, read);
    return read;
  }

  /** The records that pass a test, in their order. Asking again for another page of the same list costs nothing. */
  find(records: readonly Item[], test: (record: Item) => boolean): readonly Item[] {
    const found = this.#found.get(records) ?? new Map<typeof test, readonly Item[]>();
    const known = found.get(test) ?? records.filter(test);
    // Lists of found records are long; a suite that always sends new expressions must not fill the memory.
    if (found.size >= 100) found.clear();
    this.#found.set(records, found.set(test, known));
    return known;
  }

  #parse(text: string): ReadExpression<Item> {
    const { parse, compile, sources } = this.#endpoint;
    const profile = this.#profile;
    const options = { maxLength: profile.longestExpression };
    try {
      // The parser rejects a text that is too long, with its own message.
      if (hasOwnDialect(profile) && text.length <= options.maxLength) {
        return this.#once(readDialect(text, { profile, sources, parse: (part) => parse(part, options) }));
      }
      const condition = parse(text, options);
      return this.#once({ condition, test: compile(condition) });
    } catch (error) {
      if (error instanceof ExpressionError) return refusalOf(error, profile);
      if (!(error instanceof DialectError)) throw error;
      return this.#refused(text, error);
    }
  }

  /** Refuses what compares a field twice, if the profile does. Alternatives are no repetition. */
  #once(read: ReadExpression<Item>): ReadExpression<Item> {
    const repeated = this.#profile.repeatedFields === "refused" && repeatedField(read.condition);
    return repeated ? refusedBy(`the profile's language allows ${repeated} only once`) : read;
  }

  /** For what the documented language also rejects, its own message is used. */
  #refused(text: string, { message }: DialectError): ReadExpression<Item> {
    const profile = this.#profile;
    try {
      this.#endpoint.parse(text, { maxLength: profile.longestExpression });
      return refusedBy(message);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return refusalOf(error, profile);
    }
  }
}

/** A field that a condition compares more than once. */
function repeatedField(condition: Condition | undefined): string | undefined {
  const fields = condition?.comparisons.map(({ field }) => field) ?? [];
  return fields.find((field, index) => fields.indexOf(field) !== index);
}

/** A refusal of what the documented language allows. */
function refusedBy(message: string) {
  const msg = invalidArgument("expression", message);
  return { error: undefined, problem: { code: codes.InvalidArgument, msg } };
}

function refusalOf(error: ExpressionError, profile: Profile) {
  return { error, problem: { code: expressionCode(error), msg: expressionMessage(error, profile) } };
}
