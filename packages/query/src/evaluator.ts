import type { Comparison, Condition } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { unknownField } from "./problem.ts";
import { entryOf, type FieldEntry, type Table } from "./table.ts";

/** A text in several languages, as the API answers it. */
export interface LocalizedText {
  readonly defaultValue?: string | null | undefined;
  readonly i18nValue?: { readonly [locale: string]: string | null | undefined } | null | undefined;
}

/** The part of a job that the fields of a table read. */
export type JobOf<T extends Table> = {
  readonly [Entry in T[keyof T] as Entry["property"]]?:
    | (Entry extends { readonly names: readonly string[] } ? LocalizedText : string)
    | null
    | undefined;
};

type AnyJob = Readonly<Record<string, unknown>>;
type Test = (job: AnyJob) => boolean;

/** Compiles a condition; for the public `compile`, bound to a table. */
export function compileCondition(table: Table, condition: Condition): Test {
  const tests = condition.comparisons
    .map((comparison) => ({ comparison, entry: knownEntry(table, comparison.field) }))
    // Searching in a text costs more than comparing, and the order makes no difference to the result.
    .sort((a, b) => Number(a.comparison.operator === "like") - Number(b.comparison.operator === "like"))
    .map(({ comparison, entry }) => testOf(entry, comparison));
  return tests.reduce((all, test) => (job) => all(job) && test(job));
}

function knownEntry(table: Table, field: string): FieldEntry {
  const entry = entryOf(table, field);
  if (!entry) throw new ExpressionError(unknownField(table, field));
  return entry;
}

function testOf({ property, names, match }: FieldEntry, { operator, value }: Comparison): Test {
  if (operator !== "like") {
    if (operator === "=") return (job) => job[property] === value;
    const values = new Set<unknown>(value);
    return (job) => values.has(job[property]);
  }
  // The flags `iu` compare by Unicode's simple case folding, which no locale changes.
  const pattern = new RegExp(value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "iu");
  if (!names) return (job) => typeof job[property] === "string" && pattern.test(job[property]);
  return (job) => {
    const text = job[property] as LocalizedText | null | undefined;
    if (!text) return false;
    for (const name of names) {
      const found = name === "defaultValue" ? text.defaultValue : text.i18nValue?.[name];
      if (!found) continue;
      if (pattern.test(found)) return true;
      if (match === "first") return false;
    }
    return false;
  };
}
