import type { Place } from "./expressionError.ts";

/** The part of `String` that the parser reads a text through; its tests count the steps here. */
export interface SourceText {
  readonly length: number;
  charCodeAt(index: number): number;
  indexOf(search: string, from: number): number;
  slice(start: number, end: number): string;
}

const CR = 13;
const LF = 10;

/** How much of the line is shown before and after the place. */
const shownBefore = 40;
const shownAfter = 30;

/** Gives line, column and excerpt for offsets that only grow, reading the text once whatever their number. */
export function createLocator(text: SourceText): (offset: number) => Place {
  let line = 1;
  let lineStart = 0;
  let read = 0;
  return (offset) => {
    for (; read < offset; read++) {
      const code = text.charCodeAt(read);
      if (code === LF || (code === CR && text.charCodeAt(read + 1) !== LF)) {
        line++;
        lineStart = read + 1;
      }
    }
    return { offset, line, column: offset - lineStart + 1, excerpt: excerptAt(text, lineStart, offset) };
  };
}

function excerptAt(text: SourceText, lineStart: number, offset: number): string {
  const from = Math.max(lineStart, offset - shownBefore);
  const before = (from > lineStart ? "…" : "") + printable(text.slice(from, offset));
  const [rest = ""] = text.slice(offset, offset + shownAfter).split(/[\r\n]/, 1);
  const cut = offset + rest.length < text.length && rest.length === shownAfter;
  // A terminal shows what lies beyond U+2E80 (CJK, full-width forms, emoji) two columns wide.
  const indent = before.replace(/./gu, (character) => (character > "\u2e80" ? "  " : " "));
  return `${before}${printable(rest)}${cut ? "…" : ""}\n${indent}^`;
}

/** Replaces what could steer a terminal or hide text: control and format characters, halves of surrogate pairs. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\ufffd");
}
