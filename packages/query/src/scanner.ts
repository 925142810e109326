import type { SourceText } from "./sourceText.ts";

/** Reads the pieces of an expression, always forwards. */
export class Scanner {
  readonly text: SourceText;
  /** Where the next piece begins. */
  at = 0;

  constructor(text: SourceText) {
    this.text = text;
  }

  /** The code of the next character; NaN at the end. */
  peek(): number {
    return this.text.charCodeAt(this.at);
  }

  /** Whether the next character is this one; if so it is passed. */
  take(code: number): boolean {
    if (this.peek() !== code) return false;
    this.at++;
    return true;
  }

  /** Passes white space. */
  space(): void {
    for (let code = this.peek(); code === 32 || (code >= 9 && code <= 13); code = this.peek()) this.at++;
  }

  /** A field path or a keyword; empty when the next character cannot be part of one. */
  word(): string {
    const start = this.at;
    while (isWordCode(this.peek())) this.at++;
    return this.text.slice(start, this.at);
  }

  /** Whether a literal begins here. */
  atQuote(): boolean {
    const code = this.peek();
    return code === singleQuote || code === doubleQuote;
  }

  /** What stands in quotes. `undefined` when there is no quote, or no closing quote: then `at` is at the end. */
  quoted(): string | undefined {
    if (!this.atQuote()) return undefined;
    const quote = this.peek() === singleQuote ? "'" : '"';
    const start = this.at + 1;
    const end = this.text.indexOf(quote, start);
    this.at = end < 0 ? this.text.length : end + 1;
    return end < 0 ? undefined : this.text.slice(start, end);
  }
}

const singleQuote = 39;
const doubleQuote = 34;

/** Letters, digits, `_` and `.`. */
function isWordCode(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 46;
}
