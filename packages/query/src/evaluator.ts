import type { Comparison, Condition } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { unknownField } from "./problem.ts";
import type { FieldSource, Sources } from "./table.ts";

/** A text in several languages, as the API answers it. */
export interface LocalizedText {
  readonly defaultValue?: string | null | undefined;
  readonly i18nValue?: { readonly [locale: string]: string | null | undefined } | null | undefined;
}

/** The part of a job that the fields read. */
export type JobOf<S extends Sources> = {
  readonly [Source in S[keyof S] as Source["property"]]?:
    | (Source extends { readonly names: readonly string[] } ? LocalizedText : string)
    | null
    | undefined;
};

type AnyJob = Readonly<Record<string, unknown>>;
type Test = (job: AnyJob) => boolean;

/** Compiles a condition; for the public `compile`, bound to the table of sources. */
export function compileCondition(sources: Sources, condition: Condition): Test {
  // Equalities come first, all in one loop: they cost least, and the order makes no difference to the result.
  const properties: string[] = [];
  const values: unknown[] = [];
  const searches: Test[] = [];
  const others: Test[] = [];
  for (const comparison of condition.comparisons) {
    const { field, operator, value } = comparison;
    const source = Object.hasOwn(sources, field) ? sources[field] : undefined;
    if (!source) throw new ExpressionError(unknownField(sources, field));
    if (operator === "=" && !source.names) {
      properties.push(source.property);
      values.push(value);
    } else (operator === "like" ? searches : others).push(testOf(source, acceptorOf(comparison)));
  }
  const tests = [...others, ...searches];
  return (job) => {
    for (let i = 0; i < properties.length; i++) {
      // Within its length, the list has a property at every index.
      if (job[properties[i] as string] !== values[i]) return false;
    }
    for (let i = 0; i < tests.length; i++) if (!tests[i]?.(job)) return false;
    return true;
  };
}

function testOf({ property, names, match }: FieldSource, accepts: (found: unknown) => boolean): Test {
  if (!names) return (job) => accepts(job[property]);
  return (job) => {
    const text = job[property] as LocalizedText | null | undefined;
    if (!text) return false;
    for (const name of names) {
      const found = name === "defaultValue" ? text.defaultValue : text.i18nValue?.[name];
      // A name that is empty is taken as none, so that it does not hide the default name.
      if (!found) continue;
      if (accepts(found)) return true;
      if (match === "first") return false;
    }
    return false;
  };
}

function acceptorOf({ operator, value }: Comparison): (found: unknown) => boolean {
  if (operator === "=") return (found) => found === value;
  if (operator === "in") {
    const values = new Set<unknown>(value);
    return (found) => values.has(found);
  }
  // The flags `iu` compare by Unicode's simple case folding, which no locale changes. All else is literal.
  const pattern = new RegExp(value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "iu");
  return (found) => typeof found === "string" && pattern.test(found);
}
