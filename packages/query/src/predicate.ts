import type { Comparison, Condition } from "./condition.ts";
import { refusal } from "./expressionError.ts";
import { unknownField } from "./messages.ts";
import type { Operator } from "./operators.ts";
import { containsIgnoringCase } from "./substring.ts";
import { entryOf, type FieldEntry, type LocalizedText, type Table } from "./table.ts";

type Predicate<Tested> = (tested: Tested) => boolean;
type AnyRecord = Readonly<Record<string, unknown>>;

/** Compiles a condition; the `compile` of a table. */
export function compileCondition(table: Table, { comparisons }: Condition): Predicate<object> {
  const predicates = comparisons
    .toSorted((a, b) => costOf(a) - costOf(b))
    .map((comparison) => comparisonPredicate(table, comparison));
  return (record) => {
    for (const holds of predicates) if (!holds(record as AnyRecord)) return false;
    return true;
  };
}

/** Searching a text costs most, so it comes last; the order makes no difference to the result. */
function costOf({ operator }: Comparison): number {
  return operator === "like" ? 1 : 0;
}

function comparisonPredicate(table: Table, { field, operator, value }: Comparison): Predicate<AnyRecord> {
  const entry = entryOf(table, field);
  if (!entry) throw refusal(unknownField(table, field));
  const [property = field] = field.split(".");
  const accepts = acceptors[operator](value);
  if (entry.names) return namePredicate(property, entry.names, entry.match, accepts);
  // The commonest comparison takes no second call.
  if (operator === "=") return (record) => record[property] === value;
  return (record) => accepts(record[property]);
}

/** Tests the texts of a name in several languages. Without a list of them for each record: searches read many. */
function namePredicate(
  property: string,
  names: readonly string[],
  match: FieldEntry["match"],
  accepts: Predicate<unknown>,
): Predicate<AnyRecord> {
  if (match === "any") {
    return (record) => {
      const texts = record[property] as LocalizedText | null | undefined;
      for (const name of names) if (accepts(textOf(texts, name))) return true;
      return false;
    };
  }
  return (record) => {
    const texts = record[property] as LocalizedText | null | undefined;
    for (const name of names) {
      const text = textOf(texts, name);
      // A text that is empty counts as missing, so that it does not hide the default one.
      if (text) return accepts(text);
    }
    return accepts(undefined);
  };
}

function textOf(texts: LocalizedText | null | undefined, name: string): unknown {
  return name === "defaultValue" ? texts?.defaultValue : texts?.i18nValue?.[name];
}

/** What each operator accepts. `like` knows no wildcards and no case: profile entries `likeWildcards` and `likeCase`. */
const acceptors: Readonly<Record<Operator, (value: Comparison["value"]) => Predicate<unknown>>> = {
  "=": (value) => (found) => found === value,
  in: (value) => {
    const values = new Set<unknown>([value].flat());
    return (found) => values.has(found);
  },
  like: (value) => {
    const contains = containsIgnoringCase(String(value));
    return (found) => typeof found === "string" && contains(found);
  },
};
