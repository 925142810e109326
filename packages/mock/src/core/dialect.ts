import { type Condition, ExpressionError } from "@enos-ota/query";
import { defaultProfile } from "./createProfile.ts";
import { type Comparison, DialectParser, type Node } from "./dialectParser.ts";
import { type FieldSource, sourceOf, textsOf } from "./fieldSource.ts";
import type { Profile } from "./profile.ts";

/** A language that differs from the documented one in some points, and the documented one. */
export interface Dialect {
  readonly profile: Profile;
  /** Where each documented field is read. */
  readonly sources: Readonly<Record<string, FieldSource>>;
  /** Parses an expression of the documented language. */
  parse(text: string): Condition;
}

/** An expression of a dialect. */
export interface DialectExpression {
  /** Undefined for an expression that is not one of the documented language. */
  readonly condition: Condition | undefined;
  readonly test: (record: object) => boolean;
}

type Test = (record: object) => boolean;

const languageEntries = [
  "doubleQuotes",
  "doubledQuotes",
  "backslash",
  "likeWildcards",
  "likeCase",
  "or",
  "parentheses",
  "notEqual",
  "upperCaseKeywords",
  "emptyList",
  "emptyValue",
  "defaultSuffix",
] as const;

/** Whether the profile's language differs from the one that `@enos-ota/query` reads. */
export function hasOwnDialect(profile: Profile): boolean {
  return (
    profile.otherLocales.length > 0 || languageEntries.some((name) => profile[name] !== defaultProfile[name])
  );
}

/**
 * Reads an expression of a dialect. Which fields, operators and values exist is still decided by `@enos-ota/query`,
 * one comparison at a time.
 *
 * @throws ExpressionError, or DialectError for what only the profile refuses
 */
export function readDialect(text: string, dialect: Dialect): DialectExpression {
  const root = new DialectParser(text, dialect.profile).parse();
  const test = testOf(root, dialect);
  try {
    return { condition: dialect.parse(text), test };
  } catch (error) {
    if (error instanceof ExpressionError) return { condition: undefined, test };
    throw error;
  }
}

function testOf(node: Node, dialect: Dialect): Test {
  if ("field" in node) return comparisonTest(node, dialect);
  const tests = node.nodes.map((part) => testOf(part, dialect));
  return node.connective === "and"
    ? (record) => tests.every((test) => test(record))
    : (record) => tests.some((test) => test(record));
}

function comparisonTest(comparison: Comparison, dialect: Dialect): Test {
  if (comparison.operator === "!=") {
    const isEqual = comparisonTest({ ...comparison, operator: "=" }, dialect);
    return (record) => !isEqual(record);
  }
  const { field, source } = sourceOf(comparison.field, dialect.sources, dialect.profile);
  dialect.parse(write({ ...comparison, field }));
  if (!source) return () => false;
  const accepts = acceptorOf(comparison, dialect.profile);
  return (record) => textsOf(record, source).some(accepts);
}

/** The comparison in the documented language, for its checks; values that it cannot write become another one. */
function write({ field, operator, values }: Comparison): string {
  const [first = "'x'", ...others] = values.map((value) => (/^[^'\\]+$/.test(value) ? `'${value}'` : "'x'"));
  return operator === "in"
    ? `${field} in (${[first, ...others].join(", ")})`
    : `${field} ${operator} ${first}`;
}

function acceptorOf(
  { operator, values }: Comparison,
  { likeWildcards, likeCase }: Profile,
): (text: string) => boolean {
  if (operator !== "like") return (text) => values.includes(text);
  const fold = (text: string): string => (likeCase === "sensitive" ? text : text.toLowerCase());
  const wanted = fold(values[0] ?? "");
  if (likeWildcards === "literal") return (text) => fold(text).includes(wanted);
  const escaped = wanted.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const pattern = new RegExp(`^${escaped.replaceAll("%", ".*").replaceAll("_", ".")}$`, "su");
  // A value without wildcards stays a fuzzy search, as the page describes it.
  return /[%_]/.test(wanted) ? (text) => pattern.test(fold(text)) : (text) => fold(text).includes(wanted);
}
