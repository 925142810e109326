import type { Place } from "./expressionError.ts";

/** The part of `String` that the parser reads a text through; a test counts the steps here. */
export interface SourceText {
  readonly length: number;
  charCodeAt(index: number): number;
  indexOf(search: string, from: number): number;
  slice(start: number, end: number): string;
}

/** How much of a line is shown before and behind the place. */
const before = 40;
const behind = 30;

/** Returns places for offsets that never go back, so that the text is read once, however many there are. */
export function createLocator(text: SourceText): (offset: number, length: number) => Place {
  let line = 1;
  let lineStart = 0;
  let read = 0;
  return (offset, length) => {
    for (; read < offset; read++) {
      const code = text.charCodeAt(read);
      // CR LF counts once, at the LF.
      if (code === 10 || (code === 13 && text.charCodeAt(read + 1) !== 10)) {
        line++;
        lineStart = read + 1;
      }
    }
    return {
      offset,
      length,
      line,
      column: offset - lineStart + 1,
      excerpt: excerptOf(text, lineStart, offset),
    };
  };
}

/** The line around a place, and a caret below it. */
function excerptOf(text: SourceText, lineStart: number, offset: number): string {
  const from = Math.max(lineStart, offset - before);
  const left = (from > lineStart ? "…" : "") + printable(text.slice(from, offset));
  const [right = ""] = text.slice(offset, offset + behind).split(/[\r\n]/);
  return `${left}${printable(right)}\n${indentOf(left)}^`;
}

/** As many blanks as a text is wide: what lies beyond U+2E80 (CJK, full-width forms, emoji) takes two columns. */
function indentOf(text: string): string {
  let columns = 0;
  for (const character of text) columns += character > "\u2e80" ? 2 : 1;
  return " ".repeat(columns);
}

const plain = /^[ -~]*$/;
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Replaces what could steer a terminal or hide text: control and format characters (those that change the direction
 * of writing, too), line separators, halves of surrogate pairs.
 */
export function printable(text: string): string {
  return plain.test(text) ? text : text.replace(unprintable, "\ufffd");
}
