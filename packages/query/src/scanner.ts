import type { Problem } from "./problem.ts";
import type { SourceText } from "./sourceText.ts";
import { unexpected } from "./syntax.ts";

/** Called for each problem, in the order of the text. It may throw to stop at the first one. */
export type Report = (problem: Problem, offset: number) => void;

/** Thrown behind a syntax problem that `report` has let pass: reading goes on with the next condition. */
export const interruption: unique symbol = Symbol();

/** Cuts a text into tokens, standing at one of them, and reports what is wrong there. */
export class Scanner {
  /** The token: a word, signs, one other character; of a literal just the opening quote; empty at the end. */
  token = "";
  /** The value if the token is a literal that is closed. */
  declare literal: string | undefined;
  /** Where the token begins. */
  #start = 0;
  /** Where the token after this one may begin. */
  #end = 0;
  readonly #text: SourceText;
  readonly #report: Report;

  constructor(text: SourceText, report: Report) {
    this.#text = text;
    this.#report = report;
    this.next();
  }

  /** Goes to the next token. */
  next(): string {
    const text = this.#text;
    let end = this.#end;
    let code = 0;
    // Never reads beyond the end: a code that is NaN would make the engine take all codes for any numbers.
    for (; end < text.length; end++) {
      code = text.charCodeAt(end);
      if (code !== 32 && !(code >= 9 && code <= 13)) break;
    }
    const start = end;
    const kind = kindOf(code);
    if (end < text.length) end++;
    while (kind && end < text.length && kindOf(text.charCodeAt(end)) === kind) end++;
    const token = text.slice(start, end);
    let literal: string | undefined;
    if (code === 39 || code === 34) {
      const close = text.indexOf(token, end);
      if (close >= 0) literal = text.slice(end, close);
      end = close < 0 ? text.length : close + 1;
    }
    this.#start = start;
    this.#end = end;
    this.literal = literal;
    this.token = token;
    return token;
  }

  /** Reports a problem of this token. */
  report(problem: Problem): void {
    this.#report(problem, this.#start);
  }

  /** Reports that one of `expected` must stand here. */
  expect(expected: readonly string[], advice?: string): void {
    this.report(unexpected(this.token, expected, advice));
  }

  /** Reports that one of `expected` must stand here, and gives the condition up. */
  fail(expected: readonly string[], advice?: string): never {
    this.expect(expected, advice);
    throw interruption;
  }
}

/** What a character can be part of: 1 a word, 2 signs, 3 text that is not ASCII; 0: it stands alone. */
function kindOf(code: number): number {
  const letter = code | 32;
  if ((letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 46) return 1;
  if (code === 33 || (code >= 60 && code <= 62)) return 2;
  return code > 127 ? 3 : 0;
}
