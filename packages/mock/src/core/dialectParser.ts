import type { Profile } from "./profile.ts";

/** A field compared with values: one, or for `in` a list. */
export interface Comparison {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Comparisons that are joined. */
export type Node = Comparison | { readonly connective: "and" | "or"; readonly nodes: readonly Node[] };

interface Token {
  readonly kind: "word" | "value" | "sign" | "end";
  /** The word, the sign, or the value without its quotes. */
  readonly text: string;
  readonly offset: number;
}

/** An expression that the profile's language refuses. */
export class DialectError extends Error {
  override readonly name = "DialectError";

  constructor(text: string, offset: number) {
    super(
      `the profile's language does not allow this at offset ${offset}: ${text.slice(offset, offset + 40)}`,
    );
  }
}

/** Reads the expressions of a dialect: `or` binds weaker than `and`, as in SQL. */
export class DialectParser {
  readonly #text: string;
  readonly #profile: Profile;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string, profile: Profile) {
    this.#text = text;
    this.#profile = profile;
    this.#tokens = this.#scan();
  }

  /** @throws DialectError at the first problem */
  parse(): Node {
    const root = this.#any();
    if (this.#token.kind !== "end") this.#fail();
    return root;
  }

  #any(): Node {
    const nodes = [this.#all()];
    while (this.#profile.or === "accepted" && this.#takeKeyword("or")) nodes.push(this.#all());
    return nodes.length === 1 ? (nodes[0] ?? this.#fail()) : { connective: "or", nodes };
  }

  #all(): Node {
    const nodes = [this.#one()];
    while (this.#takeKeyword("and")) nodes.push(this.#one());
    return nodes.length === 1 ? (nodes[0] ?? this.#fail()) : { connective: "and", nodes };
  }

  #one(): Node {
    if (this.#profile.parentheses === "accepted" && this.#takeSign("(")) {
      const inner = this.#any();
      if (!this.#takeSign(")")) this.#fail();
      return inner;
    }
    const field = this.#take("word");
    if (this.#takeSign("=")) return { field, operator: "=", values: [this.#take("value")] };
    if (this.#profile.notEqual === "accepted" && this.#takeSign("!=")) {
      return { field, operator: "!=", values: [this.#take("value")] };
    }
    if (this.#takeKeyword("like")) return { field, operator: "like", values: [this.#take("value")] };
    if (this.#takeKeyword("in")) return { field, operator: "in", values: this.#list() };
    return this.#fail();
  }

  #list(): string[] {
    if (!this.#takeSign("(")) this.#fail();
    if (this.#profile.emptyList === "noJob" && this.#takeSign(")")) return [];
    const values = [this.#take("value")];
    while (this.#takeSign(",")) values.push(this.#take("value"));
    if (!this.#takeSign(")")) this.#fail();
    return values;
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? { kind: "end", text: "", offset: this.#text.length };
  }

  #take(kind: Token["kind"]): string {
    const { kind: found, text } = this.#token;
    if (found !== kind) this.#fail();
    this.#next += 1;
    return text;
  }

  #takeSign(sign: string): boolean {
    const { kind, text } = this.#token;
    if (kind !== "sign" || text !== sign) return false;
    this.#next += 1;
    return true;
  }

  #takeKeyword(keyword: string): boolean {
    const { kind, text } = this.#token;
    const spelled = this.#profile.upperCaseKeywords === "accepted" ? text.toLowerCase() : text;
    if (kind !== "word" || spelled !== keyword) return false;
    this.#next += 1;
    return true;
  }

  #scan(): Token[] {
    const tokens: Token[] = [];
    const sign = /\s*(?:([\w.]+)|(!=|[(),=])|(['"]))/y;
    const end = this.#text.trimEnd().length;
    while (sign.lastIndex < end) {
      const offset = sign.lastIndex;
      const [, word, found, quote] = sign.exec(this.#text) ?? this.#fail(offset);
      if (word !== undefined) tokens.push({ kind: "word", text: word, offset });
      else if (found !== undefined) tokens.push({ kind: "sign", text: found, offset });
      else {
        const { value, after } = this.#scanValue(quote ?? "", sign.lastIndex);
        tokens.push({ kind: "value", text: value, offset });
        sign.lastIndex = after;
      }
    }
    return tokens;
  }

  #scanValue(quote: string, start: number): { readonly value: string; readonly after: number } {
    const { doubleQuotes, doubledQuotes, backslash, emptyValue } = this.#profile;
    if (quote === '"' && doubleQuotes === "refused") this.#fail(start - 1);
    let value = "";
    for (let i = start; i < this.#text.length; i++) {
      const character = this.#text[i];
      const isDoubled = character === quote && this.#text[i + 1] === quote && doubledQuotes === "escape";
      const isEscaped = character === "\\" && backslash === "escape" && i + 1 < this.#text.length;
      if (isDoubled || isEscaped) i += 1;
      else if (character === quote) {
        if (value === "" && emptyValue === "refused") this.#fail(start);
        return { value, after: i + 1 };
      }
      value += this.#text[i];
    }
    return this.#fail(start - 1);
  }

  #fail(offset = this.#token.offset): never {
    throw new DialectError(this.#text, offset);
  }
}
