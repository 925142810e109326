import { comparisonOf } from "./comparison.ts";
import type { Comparison } from "./condition.ts";
import { closeQuote, quote, remove, replace, replaceToken } from "./fixes.ts";
import { writeLiteral } from "./literal.ts";
import { badValue, emptyList, operatorNotAllowed, unknownField, valueProblem } from "./messages.ts";
import { type Operator, operators, takesList } from "./operators.ts";
import type { Problem } from "./problem.ts";
import { riskOf } from "./risk.ts";
import type { Rules } from "./rules.ts";
import { Scanner } from "./scanner.ts";
import type { SourceText } from "./sourceText.ts";
import { noAlternatives, noOperator, unclosed, unexpected, unquoted } from "./syntaxMessages.ts";
import { entryOf, type FieldEntry, type Value } from "./table.ts";

/** Called for each problem, in the order of the text. It may throw to stop at the first one. */
export type Report = (problem: Problem, start: number, end: number) => void;

/**
 * Reads an expression in one pass, with one token of lookahead. If `report` does not throw, all problems are found,
 * and what is returned is of no use once there was one. `warnings` reports risky values too.
 */
export function readComparisons(
  rules: Rules,
  source: SourceText,
  report: Report,
  { warnings = false }: { readonly warnings?: boolean | undefined } = {},
): Comparison[] {
  return new Grammar(rules, new Scanner(source), report, warnings).expression();
}

/** A word that can only be a keyword, even where a field is expected. */
const keyword = /^(?:and|or|not|exists|in|like)$/i;

class Grammar {
  readonly #rules: Rules;
  readonly #at: Scanner;
  readonly #report: Report;
  readonly #warnings: boolean;
  /** How many parentheses around comparisons are open. They are reported once, then skipped. */
  #openGroups = 0;

  constructor(rules: Rules, at: Scanner, report: Report, warnings: boolean) {
    this.#rules = rules;
    this.#at = at;
    this.#report = report;
    this.#warnings = warnings;
  }

  // expression = comparison , { connective , comparison } ;
  expression(): Comparison[] {
    const comparisons: Comparison[] = [];
    const at = this.#at;
    for (;;) {
      this.#openGroup();
      const comparison = this.#comparison();
      if (comparison) {
        comparisons.push(comparison);
        this.#closeGroup();
        if (!this.#atConnective()) this.#missingConnective();
      }
      // After a syntax problem, reading goes on with the next comparison.
      while (!this.#atConnective()) at.next();
      if (at.kind === "end") return comparisons;
      if (!this.#isConnective(at.token))
        this.#problem(noAlternatives(this.#rules.table.connectives, at.token));
      at.next();
    }
  }

  // comparison = field , operator , ( value | list ) ;
  #comparison(): Comparison | undefined {
    const at = this.#at;
    const path = at.token;
    const entry = at.kind === "word" ? entryOf(this.#rules.table, path) : undefined;
    if (!entry) {
      if (at.kind !== "word" || keyword.test(path)) {
        return this.#fail(unexpected(["a field"], at.written, undefined, this.#danglingConnective()));
      }
      const problem = unknownField(this.#rules.table, path);
      const { expected = [] } = problem;
      const fixes = problem.summary.includes("Did you mean") ? replaceToken(at, expected) : [];
      this.#problem({ ...problem, fixes });
    }
    at.next();
    const operator = this.#operator(path, entry);
    if (operator === undefined) return undefined;
    const value = takesList(operator)
      ? this.#list(path, entry, operator)
      : this.#single(path, entry, operator);
    return value === undefined ? undefined : comparisonOf(path, operator, value);
  }

  /** Stands behind the operator afterwards. An operator that the field does not allow is reported, but read. */
  #operator(path: string, entry: FieldEntry | undefined): Operator | undefined {
    const at = this.#at;
    const allowed = entry?.operators.find((one) => one === at.token);
    if (allowed) {
      at.next();
      return allowed;
    }
    const word = at.token.toLowerCase();
    const known = (Object.keys(operators) as Operator[]).find((one) => one === word);
    if (!known && at.kind !== "sign") {
      const { operators: expected = ["an operator"] } = entry ?? {};
      return this.#fail(noOperator(expected, at.written));
    }
    if (entry && !(known && entry.operators.includes(known))) {
      // Only an operator that says nearly the same is a fix: "!=" is the opposite of "=".
      const alike = entry.operators.filter((one) =>
        known ? takesList(one) === takesList(known) : one === "=" && word === "==",
      );
      this.#problem({
        ...operatorNotAllowed(this.#rules.table, path, entry, word),
        fixes: replaceToken(at, alike),
      });
    }
    at.next();
    return known ?? "=";
  }

  /** One value. A list in its place is reported, but read. */
  #single(
    path: string,
    entry: FieldEntry | undefined,
    operator: Operator,
  ): Value | readonly Value[] | undefined {
    const at = this.#at;
    if (!at.isMark("(")) return this.#value(path, entry, operator);
    this.#problem(unexpected(["a value in quotes"], "(", "Only in takes a list."));
    return this.#list(path, entry, operator);
  }

  // list = "(" , value , { "," , value } , ")" ;
  #list(path: string, entry: FieldEntry | undefined, operator: Operator): readonly Value[] | undefined {
    const at = this.#at;
    if (!at.isMark("(")) {
      const wrapped = `(${writeLiteral(at.literal)})`;
      const fixes =
        at.kind === "literal" ? [replace(at.start, at.end, writeLiteral(at.literal), wrapped)] : [];
      return this.#fail(unexpected(["("], at.written, `${operator} takes a list: ('a', 'b').`, fixes));
    }
    const values: Value[] = [];
    let readAll = true;
    do {
      at.next();
      if (at.isMark(")") && values.length === 0) {
        this.#problem(emptyList(path));
        break;
      }
      const value = this.#value(path, entry, operator);
      if (value === undefined) readAll = false;
      else values.push(value);
    } while (at.isMark(","));
    if (!at.isMark(")")) {
      return readAll ? this.#fail(unexpected([",", ")"], at.written)) : undefined;
    }
    at.next();
    return readAll ? Object.freeze(values) : undefined;
  }

  // value = text in quotes | number | "true" | "false" ;
  #value(path: string, entry: FieldEntry | undefined, operator: Operator): Value | undefined {
    const at = this.#at;
    if (at.kind === "unclosed") return this.#fail(unclosed(at.token, closeQuote(at)));
    const wanted = entry?.type ?? "string";
    const value = at.kind === "literal" ? at.literal : bareValue(at.token);
    if (value === undefined || typeof value !== wanted) {
      if (entry || value === undefined)
        return wanted === "string" ? this.#unquoted() : this.#wrongType(path, wanted);
    } else if (entry) {
      this.#checkValue(path, entry, operator, value);
    }
    at.next();
    return value;
  }

  #checkValue(path: string, entry: FieldEntry, operator: Operator, value: Value): void {
    const at = this.#at;
    const problem = valueProblem(this.#rules, path, entry, operator, value);
    if (problem) {
      const fixes = (problem.expected ?? []).map((one) =>
        replace(at.start, at.end, writeLiteral(value), writeLiteral(one)),
      );
      this.#problem({ ...problem, fixes });
    } else if (this.#warnings && typeof value === "string") {
      const risk = riskOf(value, operator);
      if (risk) {
        this.#problem({ ...badValue(`The value for ${path} ${risk}.`), severity: "warning" });
      }
    }
  }

  /** A value without quotes: everything up to what can follow a value belongs to it. */
  #unquoted(): undefined {
    const at = this.#at;
    if (at.kind !== "word" && !(at.kind === "other" && /[^ -~]|`/.test(at.token))) {
      return this.#fail(unexpected(["a value in quotes"], at.written));
    }
    const { start } = at;
    do at.next();
    while (!this.#atConnective() && !at.isMark(",") && !at.isMark(")"));
    const end = at.previousEnd;
    const text = at.source.slice(start, end);
    this.#report(unquoted(text, quote(text, start, end)), start, end);
    return undefined;
  }

  #wrongType(path: string, wanted: string): undefined {
    const at = this.#at;
    const bare = at.kind === "literal" && typeof bareValue(at.literal) === wanted;
    const fixes = bare ? [replace(at.start, at.end, writeLiteral(at.literal), at.literal)] : [];
    return this.#fail(unexpected([`a ${wanted}`], at.written, `${path} is compared without quotes.`, fixes));
  }

  #openGroup(): void {
    const at = this.#at;
    while (at.isMark("(")) {
      if (this.#openGroups === 0) this.#problem(unexpected(["a field"], at.written));
      this.#openGroups++;
      at.next();
    }
  }

  #closeGroup(): void {
    const at = this.#at;
    while (this.#openGroups > 0 && at.isMark(")")) {
      this.#openGroups--;
      at.next();
    }
  }

  #missingConnective(): void {
    const at = this.#at;
    const { connectives } = this.#rules.table;
    const [connective] = connectives;
    const expected = [...connectives, "the end"];
    if (at.kind === "literal" || at.kind === "unclosed") {
      const advice = "To write a quote inside a value, put the value in quotes of the other kind.";
      this.#problem(unexpected(expected, at.written, advice));
      return;
    }
    const fixes = [];
    if (connective !== undefined) {
      if (at.token === "&&" || at.token === ",") fixes.push(...replaceToken(at, [connective]));
      else if (at.kind === "word") {
        fixes.push({ label: `Insert ${connective}`, from: at.start, to: at.start, insert: `${connective} ` });
      }
    }
    if (at.token === ";" || at.token === ")") fixes.push(remove(at.start, at.end, at.token));
    this.#problem(unexpected(expected, at.written, undefined, fixes));
  }

  /** At the end of a text such as `type = 'verify' and`. */
  #danglingConnective(): ReturnType<typeof remove>[] {
    const at = this.#at;
    if (at.kind !== "end") return [];
    const text = at.source.slice(Math.max(0, at.previousEnd - 16), at.previousEnd);
    const [found, word = ""] = /['")]\s+(\w+)$/.exec(text) ?? [];
    return found && this.#isConnective(word)
      ? [remove(at.previousEnd - word.length, at.previousEnd, word)]
      : [];
  }

  /** Whether a comparison ends here: at the end of the text, at a connective, or at `or`. */
  #atConnective(): boolean {
    const { kind, token } = this.#at;
    if (kind !== "word") return kind === "end";
    return this.#isConnective(token) || token.toLowerCase() === "or";
  }

  #isConnective(word: string): boolean {
    return this.#rules.table.connectives.some((one) => one === word || one === word.toLowerCase());
  }

  /** Reports a problem of the token at which the scanner stands. */
  #problem(problem: Problem): void {
    this.#report(problem, this.#at.start, this.#at.end);
  }

  /** Reports a problem, and gives the comparison up. */
  #fail(problem: Problem): undefined {
    this.#problem(problem);
    return undefined;
  }
}

/** A value that is written without quotes. */
function bareValue(token: string): number | boolean | undefined {
  if (token === "true" || token === "false") return token === "true";
  return /^-?\d+(?:\.\d+)?$/.test(token) ? Number(token) : undefined;
}
