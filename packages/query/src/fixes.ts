import { whyUnwritable, writeLiteral } from "./literal.ts";
import type { ExpressionFix } from "./problem.ts";
import type { Scanner } from "./scanner.ts";

/** Puts another text in the place of a part of the text. */
export function replace(from: number, to: number, old: string, insert: string): ExpressionFix {
  return { label: `Replace ${old} with ${insert}`, from, to, insert };
}

/** Replaces the token with each of the words; blanks keep a word apart from what stands beside it. */
export function replaceToken(at: Scanner, words: readonly string[]): readonly ExpressionFix[] {
  return words.map((word) => {
    const isWord = /^\w/.test(word);
    const before = isWord && /[\w.'"-]/.test(at.source.slice(Math.max(0, at.start - 1), at.start)) ? " " : "";
    const after = isWord && /[\w.'"-]/.test(at.source.slice(at.end, at.end + 1)) ? " " : "";
    return { ...replace(at.start, at.end, at.token, word), insert: before + word + after };
  });
}

/** Puts quotes around a text that has none, or typographic ones. */
export function quote(text: string, from: number, to: number): readonly ExpressionFix[] {
  const [, bare = text] = /^[‘-‟`´＇＂](.*?)[‘-‟`´＇＂]?$/su.exec(text) ?? [];
  if (whyUnwritable(bare) !== undefined) return [];
  return [{ label: `Write ${writeLiteral(bare)}`, from, to, insert: writeLiteral(bare) }];
}

/** Closes a literal at the end of the text. */
export function closeQuote(at: Scanner): readonly ExpressionFix[] {
  if (whyUnwritable(at.source.slice(at.start + 1, at.end)) !== undefined) return [];
  return [{ label: `Insert the closing ${at.token}`, from: at.end, to: at.end, insert: at.token }];
}

/** Closes a list where its last value ends. */
export function closeList(at: number): ExpressionFix {
  return { label: "Insert the closing )", from: at, to: at, insert: ")" };
}

/** Takes a part of the text out. */
export function remove(from: number, to: number, what: string): ExpressionFix {
  return { label: `Remove ${what}`, from, to, insert: "" };
}
