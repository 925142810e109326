import type { Place } from "./expressionError.ts";

/** The part of `String` that the parser reads a text through; its tests count the steps here. */
export interface SourceText {
  readonly length: number;
  charCodeAt(index: number): number;
  indexOf(search: string, from: number): number;
  slice(start: number, end: number): string;
}

/** Gives places for offsets that never go back, reading the text once whatever their number. */
export function createLocator(text: SourceText): (offset: number) => Place {
  let line = 1;
  let lineStart = 0;
  let read = 0;
  return (offset) => {
    for (; read < offset; read++) {
      const code = text.charCodeAt(read);
      // CR LF counts once, at the LF.
      if (code === 10 || (code === 13 && text.charCodeAt(read + 1) !== 10)) {
        line++;
        lineStart = read + 1;
      }
    }
    const from = Math.max(lineStart, offset - 40);
    const before = (from > lineStart ? "…" : "") + printable(text.slice(from, offset));
    const [after = ""] = text.slice(offset, offset + 30).split(/[\r\n]/);
    // A terminal shows what lies beyond U+2E80 (CJK, full-width forms, emoji) two columns wide.
    const indent = before.replace(/./gu, (character) => (character > "\u2e80" ? "  " : " "));
    return {
      offset,
      line,
      column: offset - lineStart + 1,
      excerpt: `${before}${printable(after)}\n${indent}^`,
    };
  };
}

/** Replaces what could steer a terminal or hide text: control and format characters, halves of surrogate pairs. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\ufffd");
}
