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
  const predicates = comparisons.map((comparison) => ({
    // Searching a text costs most, so it comes last; the order makes no difference to the result.
    cost: comparison.operator === "like" ? 1 : 0,
    holds: comparisonPredicate(table, comparison),
  }));
  const [first, ...others] = predicates.toSorted((a, b) => a.cost - b.cost).map(({ holds }) => holds);
  if (!first) return () => true;
  return others.reduce<Predicate<AnyRecord>>(
    (all, next) => (record) => all(record) && next(record),
    first,
  ) as Predicate<object>;
}

function comparisonPredicate(table: Table, comparison: Comparison): Predicate<AnyRecord> {
  const { field } = comparison;
  const entry = entryOf(table, field);
  if (!entry) throw refusal(unknownField(table, field));
  const accepts = acceptors[comparison.operator](comparison.value);
  const [property = field] = field.split(".");
  if (!entry.names) return (record) => accepts(record[property]);
  return namePredicate(property, entry.names, entry.match, accepts);
}

/** Tests the texts of a name in several languages. */
function namePredicate(
  property: string,
  names: readonly string[],
  match: FieldEntry["match"],
  accepts: Predicate<unknown>,
): Predicate<AnyRecord> {
  const textsOf = (record: AnyRecord): readonly unknown[] => {
    const text = record[property] as LocalizedText | null | undefined;
    return names.map((name) => (name === "defaultValue" ? text?.defaultValue : text?.i18nValue?.[name]));
  };
  if (match === "any") return (record) => textsOf(record).some(accepts);
  // A text that is empty counts as missing, so that it does not hide the default one.
  return (record) => accepts(textsOf(record).find((text) => text));
}

/** What each operator accepts. */
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
