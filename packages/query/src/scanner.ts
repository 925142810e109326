import type { SourceText } from "./sourceText.ts";

/**
 * - `word`: letters, digits, `_`, `.` and `-`: a field, a keyword, a number
 * - `literal`: a text in quotes
 * - `unclosed`: a quote without another one behind it; reaches to the end of the text
 * - `sign`: characters of operators such as `=`, `!=`, `&&`
 * - `other`: a parenthesis, a comma, any other ASCII character; or a run of characters that are not ASCII
 * - `end`: the end of the text
 */
export type TokenKind = "word" | "literal" | "unclosed" | "sign" | "other" | "end";

/** Cuts a text into tokens, always standing at one of them. White space only separates. */
export class Scanner {
  kind: TokenKind = "end";
  /** The token as it is written; of a literal only the opening quote. */
  token = "";
  /** The text of a literal, without its quotes. */
  literal = "";
  /** Where the token begins. */
  start = 0;
  /** Where the token ends. */
  end = 0;
  /** Where the previous token ended. */
  previousEnd = 0;
  readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
    this.next();
  }

  /** The token with the text and the closing quote of a literal; empty at the end. */
  get written(): string {
    return this.kind === "literal" ? this.source.slice(this.start, this.end) : this.token;
  }

  /** Whether the token is this parenthesis, comma or the like. */
  isMark(mark: string): boolean {
    return this.kind === "other" && this.token === mark;
  }

  /** Goes to the next token. */
  next(): void {
    const { source, end: from } = this;
    let start = from;
    while (start < source.length && isBlank(source.charCodeAt(start))) start++;
    this.previousEnd = from;
    this.start = start;
    if (start === source.length) {
      this.kind = "end";
      this.end = start;
      this.token = "";
      return;
    }
    const code = source.charCodeAt(start);
    if (code === singleQuote || code === doubleQuote) this.#readLiteral(start);
    else this.#readRun(start, classOf(code));
  }

  #readLiteral(start: number): void {
    const { source } = this;
    this.token = source.slice(start, start + 1);
    const close = source.indexOf(this.token, start + 1);
    const closed = close >= 0;
    this.kind = closed ? "literal" : "unclosed";
    this.literal = closed ? source.slice(start + 1, close) : "";
    this.end = closed ? close + 1 : source.length;
  }

  #readRun(start: number, kind: CharacterClass): void {
    const { source } = this;
    let end = start + 1;
    if (kind !== "single") {
      while (end < source.length && classOf(source.charCodeAt(end)) === kind) end++;
    }
    this.kind = kind === "word" || kind === "sign" ? kind : "other";
    this.end = end;
    this.token = source.slice(start, end);
  }
}

const singleQuote = 39;
const doubleQuote = 34;

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** What a character can be a part of; `single` stands alone. */
type CharacterClass = "word" | "sign" | "foreign" | "single";

const classes: readonly CharacterClass[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[\w.-]/.test(character) ? "word" : /[!<=>&|]/.test(character) ? "sign" : "single";
});

function classOf(code: number): CharacterClass {
  return classes[code] ?? "foreign";
}
