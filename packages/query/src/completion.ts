import { writeLiteral } from "./literal.ts";
import { anyOf } from "./messages.ts";
import { type Operator, operators, takesList } from "./operators.ts";
import { Scanner } from "./scanner.ts";
import { entryOf, isConnective, type Table } from "./table.ts";

/** Something that can stand at the cursor. */
export interface CompletionOption {
  /** The text to insert. */
  readonly label: string;
  /** What it is, for an icon. */
  readonly type: "field" | "operator" | "value" | "connective" | "punctuation";
  /** A few words about it. */
  readonly detail?: string;
}

/** What can stand at the cursor. */
export interface Completion {
  /** Where the part begins that an accepted option replaces; it ends at the cursor. In UTF-16 code units. */
  readonly from: number;
  /** The options that go on from what is typed already. May be empty. */
  readonly options: readonly CompletionOption[];
}

/** What can come next. `list` is the opening parenthesis, `more` what follows a value in a list. */
type Expected = "field" | "operator" | "value" | "list" | "more" | "connective" | "nothing";

/** Suggests what can stand at an offset; the `complete` of a table. What stands behind the offset is not looked at. */
export function completeText(table: Table, text: string, offset: number = text.length): Completion {
  const at = new Scanner(text.slice(0, offset));
  const state = new Position(table);
  while (at.kind !== "end") {
    // A token that ends at the cursor may be a part of a longer one. A whole sign such as `=` is not: what follows it
    // needs no blank.
    if (at.end === offset && isOpen(at)) {
      const completion = complete(state, at.start, text.slice(at.start, offset));
      if (at.kind !== "sign" || completion.options.length > 0) return completion;
    }
    state.read(at);
    at.next();
  }
  const touching = at.previousEnd === offset && offset > 0;
  // A connective needs a blank before it, to be readable.
  return touching && state.expected === "connective"
    ? { from: offset, options: [] }
    : complete(state, offset, "");
}

function isOpen({ kind }: Scanner): boolean {
  return kind === "word" || kind === "sign" || kind === "unclosed";
}

function complete(state: Position, from: number, typed: string): Completion {
  const start = typed.toLowerCase();
  const options = state
    .options(/^["']/.exec(typed)?.[0])
    .filter(({ label }) => label !== typed && label.toLowerCase().startsWith(start));
  return { from, options };
}

/** Follows an expression token by token, and knows what can come next. */
class Position {
  expected: Expected = "field";
  readonly #table: Table;
  #path = "";
  #operator: Operator | undefined;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Moves behind the token. */
  read(at: Scanner): void {
    const joins = at.kind === "word" && this.expected !== "value" && isConnective(this.#table, at.token);
    this.expected = joins ? "field" : this.#after(at, at.token.toLowerCase());
  }

  #after(at: Scanner, word: string): Expected {
    switch (this.expected) {
      case "field":
        this.#path = at.token;
        return entryOf(this.#table, at.token) ? "operator" : "nothing";
      case "operator":
        this.#operator = this.#operators().find((operator) => operator === word);
        if (!this.#operator) return "nothing";
        return takesList(this.#operator) ? "list" : "value";
      case "list":
        return word === "(" ? "value" : "nothing";
      case "value":
        if (at.kind !== "literal" && at.kind !== "word") return "nothing";
        return this.#operator && takesList(this.#operator) ? "more" : "connective";
      case "more":
        return word === "," ? "value" : word === ")" ? "connective" : "nothing";
      default:
        return "nothing";
    }
  }

  /** Everything that can come next; values in the quotes that were opened. */
  options(quote = "'"): readonly CompletionOption[] {
    const { fields, connectives } = this.#table;
    switch (this.expected) {
      case "field":
        return Object.entries(fields).map(([label, entry]) => ({
          label,
          type: "field",
          detail: anyOf(entry.operators),
        }));
      case "operator":
        return this.#operators().map((label) => ({
          label,
          type: "operator",
          detail: operators[label].meaning,
        }));
      case "list":
        return [{ label: "(", type: "punctuation", detail: "a list of values" }];
      case "value":
        return this.#values(quote).map((label) => ({
          label,
          type: "value",
          detail: `a value of ${this.#path}`,
        }));
      case "more":
        return [
          { label: ",", type: "punctuation", detail: "another value" },
          { label: ")", type: "punctuation", detail: "the end of the list" },
        ];
      case "connective":
        return connectives.map((label) => ({ label, type: "connective", detail: "another condition" }));
      case "nothing":
        return [];
    }
  }

  #operators(): readonly Operator[] {
    return entryOf(this.#table, this.#path)?.operators ?? [];
  }

  #values(quote: string): readonly string[] {
    const { type, values = [] } = entryOf(this.#table, this.#path) ?? {};
    if (type === "boolean") return [writeLiteral(true), writeLiteral(false)];
    return values.map((value) => quote + value + quote);
  }
}
