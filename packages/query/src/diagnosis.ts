import { closeList, closeQuote, remove, replace, replaceToken } from "./fixes.ts";
import { writeLiteral } from "./literal.ts";
import { badValue, operatorNotAllowed, unknownField, valueProblem } from "./messages.ts";
import { type Operator, takesList } from "./operators.ts";
import type { ExpressionFix, Problem } from "./problem.ts";
import { riskOf } from "./risk.ts";
import type { Rules } from "./rules.ts";
import type { Scanner } from "./scanner.ts";
import { unclosed, unexpected } from "./syntaxMessages.ts";
import { type FieldEntry, isConnective, type Table, type Value } from "./table.ts";

// What is wrong with the token at which the scanner stands, and the changes of the text that would mend it.

/** Something else in the place of a field; `follows` tells whether a comparison in order stands before it. */
export function noField(at: Scanner, table: Table, follows: boolean): Problem {
  const fixes = follows && at.kind === "end" ? danglingConnective(at, table) : [];
  return unexpected(["a field"], at.written, undefined, fixes);
}

/** At the end of a text such as `type = 'verify' and`. */
function danglingConnective(at: Scanner, table: Table): readonly ExpressionFix[] {
  const text = at.source.slice(Math.max(0, at.previousEnd - 16), at.previousEnd);
  const [word = ""] = /\w+$/.exec(text) ?? [];
  return isConnective(table, word) ? [remove(at.previousEnd - word.length, at.previousEnd, word)] : [];
}

/** A field that the table does not have. */
export function unknownFieldAt(at: Scanner, table: Table): Problem {
  const problem = unknownField(table, at.token);
  const { expected = [] } = problem;
  return { ...problem, fixes: problem.summary.includes("Did you mean") ? replaceToken(at, expected) : [] };
}

/** An operator that the field does not allow; `known` when it is one of the language. */
export function operatorNotAllowedAt(
  at: Scanner,
  table: Table,
  path: string,
  entry: FieldEntry,
  known: Operator | undefined,
): Problem {
  const word = at.token.toLowerCase();
  // Only an operator that says nearly the same is a fix: "!=" is the opposite of "=".
  const alike = entry.operators.filter((one) =>
    known ? takesList(one) === takesList(known) : one === "=" && word === "==",
  );
  return { ...operatorNotAllowed(table, path, entry, word), fixes: replaceToken(at, alike) };
}

/** Something else in the place of a list. */
export function noListAt(at: Scanner, operator: Operator): Problem {
  const wrapped = `(${writeLiteral(at.literal)})`;
  const fixes = at.kind === "literal" ? [replace(at.start, at.end, writeLiteral(at.literal), wrapped)] : [];
  return unexpected(["("], at.written, `${operator} takes a list: ('a', 'b').`, fixes);
}

/** A list that goes on with something else; `isOver` tells whether the comparison ends there. */
export function openListAt(at: Scanner, isOver: boolean): Problem {
  return unexpected([",", ")"], at.written, undefined, isOver ? [closeList(at.previousEnd)] : []);
}

/** A value that begins with a quote and never ends. */
export function unclosedAt(at: Scanner): Problem {
  return unclosed(at.token, closeQuote(at));
}

/** A value in quotes where a number or a boolean must stand, or the like. */
export function wrongTypeAt(at: Scanner, path: string, wanted: string): Problem {
  const isQuoted = at.kind === "literal" && typeof bareValue(at.literal) === wanted;
  const fixes = isQuoted ? [replace(at.start, at.end, writeLiteral(at.literal), at.literal)] : [];
  return unexpected([`a ${wanted}`], at.written, `${path} is compared without quotes.`, fixes);
}

/** What is wrong with a value of the right type, or `undefined`. */
export function valueProblemAt(
  at: Scanner,
  rules: Rules,
  path: string,
  entry: FieldEntry,
  operator: Operator,
  value: Value,
): Problem | undefined {
  const problem = valueProblem(rules, path, entry, operator, value);
  if (!problem) return undefined;
  const { expected = [] } = problem;
  const fixes = expected.map((one) => replace(at.start, at.end, writeLiteral(value), writeLiteral(one)));
  return { ...problem, fixes };
}

/** What a server could read differently in a value that can be written; `undefined` when there is nothing. */
export function riskWarning(path: string, operator: Operator, value: Value): Problem | undefined {
  const risk = typeof value === "string" ? riskOf(value, operator) : undefined;
  return risk === undefined
    ? undefined
    : { ...badValue(`The value for ${path} ${risk}.`), severity: "warning" };
}

/** Something behind a comparison that does not join the next one. */
export function noConnectiveAt(at: Scanner, { connectives }: Table): Problem {
  const expected = [...connectives, "the end"];
  if (at.kind === "literal" || at.kind === "unclosed") {
    const advice = "To write a quote inside a value, put the value in quotes of the other kind.";
    return unexpected(expected, at.written, advice);
  }
  return unexpected(expected, at.written, undefined, connectiveFixes(at, connectives[0]));
}

function connectiveFixes(at: Scanner, connective: string | undefined): readonly ExpressionFix[] {
  const surplus = surplusAt(at);
  if (surplus !== "") return [remove(at.start, at.start + surplus.length, surplus)];
  if (connective === undefined) return [];
  if (at.token === "&&" || at.token === ",") return replaceToken(at, [connective]);
  if (at.kind !== "word") return [];
  return [{ label: `Insert ${connective}`, from: at.start, to: at.start, insert: `${connective} ` }];
}

/** All of `;;` or `))` where a comparison is over: without one of them, the next is as wrong. */
function surplusAt({ token, source, start }: Scanner): string {
  if (token !== ";" && token !== ")") return "";
  let end = start + 1;
  while (source.slice(end, end + 1) === token) end++;
  return source.slice(start, end);
}

/** A value that is written without quotes. */
export function bareValue(token: string): number | boolean | undefined {
  if (token === "true" || token === "false") return token === "true";
  return /^-?\d+(?:\.\d+)?$/.test(token) ? Number(token) : undefined;
}
