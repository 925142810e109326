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

/** Reads one text of a job. */
type Reader = (job: AnyJob) => unknown;

/** What is generated for a table of sources; without it, the same is done with computed names, and slower. */
export interface Generated {
  /** Tests several properties for equality at once; those left out may have any value. */
  readonly equalTo: (wanted: Readonly<Record<string, string>>) => Test;
  /** Read the names of a job, by property and language such as `name.zh_CN`. */
  readonly readers: Readonly<Record<string, (job: never) => unknown>>;
}

/** Compiles a condition; for the public `compile`, bound to the table of sources and to what is generated for it. */
export function compileCondition(sources: Sources, condition: Condition, generated?: Generated): Test {
  const wanted: Record<string, string> = {};
  const searches: Test[] = [];
  const others: Test[] = [];
  for (const comparison of condition.comparisons) {
    const { field, operator, value } = comparison;
    const source = Object.hasOwn(sources, field) ? sources[field] : undefined;
    if (!source) throw new ExpressionError(unknownField(sources, field));
    const { property, names } = source;
    // A property that is to have two values is left to the others, and never has both.
    if (generated && operator === "=" && !names && wanted[property] === undefined) wanted[property] = value;
    else
      (operator === "like" ? searches : others).push(
        testOf(source, acceptorOf(comparison), generated?.readers),
      );
  }
  // What costs least comes first; the order makes no difference to the result.
  const tests = [...others, ...searches];
  const equal = generated?.equalTo(wanted);
  if (equal && tests.length === 0) return equal;
  return (job) => {
    if (equal && !equal(job)) return false;
    for (let i = 0; i < tests.length; i++) if (!tests[i]?.(job)) return false;
    return true;
  };
}

function testOf(
  { property, names, match }: FieldSource,
  accepts: (found: unknown) => boolean,
  readers: Generated["readers"] = {},
): Test {
  if (!names) return (job) => accepts(job[property]);
  const reads = names.map((name) => (readers[`${property}.${name}`] ?? readerOf(property, name)) as Reader);
  if (match === "any") {
    return (job) => {
      for (let i = 0; i < reads.length; i++) if (accepts(reads[i]?.(job))) return true;
      return false;
    };
  }
  // A name that is empty is taken as none, so that it does not hide the default name.
  const read = reads.reduce((first, next) => (job) => first(job) || next(job));
  return (job) => accepts(read(job));
}

function readerOf(property: string, name: string): Reader {
  return (job) => {
    const text = job[property] as LocalizedText | null | undefined;
    return name === "defaultValue" ? text?.defaultValue : text?.i18nValue?.[name];
  };
}

function acceptorOf({ operator, value }: Comparison): (found: unknown) => boolean {
  if (operator === "=") return (found) => found === value;
  if (operator === "in") {
    const values = new Set<unknown>(value);
    return (found) => values.has(found);
  }
  // What has no case, such as Chinese and digits, is looked for as it is, which is several times faster.
  if (value.toLowerCase() === value.toUpperCase()) {
    return (found) => typeof found === "string" && found.includes(value);
  }
  // The flags `iu` compare by Unicode's simple case folding, which no locale changes. All else is literal.
  const pattern = new RegExp(value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "iu");
  return (found) => typeof found === "string" && pattern.test(found);
}
