import type { Value } from "./table.ts";

// Control characters, line and paragraph separators, and halves of surrogate pairs that stand alone (with the flag
// `u`, a whole pair is not Cs).
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
// U+2800 is the blank Braille pattern, the only blank character in none of the classes.
const blank = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** Most values consist of these alone, and need no closer look. */
const plain = /^[\w.:+ -]*\w$/;

/**
 * Why a text cannot be written as a literal without the risk that a server reads another value or another
 * expression, as the end of a sentence that begins with "the value"; `undefined` when it can be written. The API
 * documents no escape, so there is none here: a text is written as it is, or refused. Profile entries `backslash`,
 * `doubledQuotes` and `emptyValue`.
 */
export function whyUnwritable(text: string): string | undefined {
  if (plain.test(text)) return undefined;
  if (text === "") return "is empty, and EnOS does not say what an empty value finds";
  if (blank.test(text)) {
    return "has only blank or invisible characters, which a server could trim to nothing and then match everything";
  }
  const [character] = unsafe.exec(text) ?? [];
  if (character !== undefined) return `contains ${codePoint(character)}, which cannot be sent safely`;
  if (text.endsWith("\\")) {
    return "ends in a backslash, which a server could read as an escape of the closing quote";
  }
  if (text.includes("'") && text.includes('"')) {
    return "contains both ' and \", and EnOS documents no way to escape a quote";
  }
  return undefined;
}

/** Whether a number can be written in digits, as the API's pages write numbers. */
export function isWritableNumber(value: number): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(String(value));
}

/**
 * The one place that writes a value into an expression. Takes only what has been checked. A text with a single quote
 * stands in double quotes, which only samples show: profile entry `doubleQuotes`.
 */
export function writeLiteral(value: Value): string {
  if (typeof value !== "string") return String(value);
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

function codePoint(character: string): string {
  const code = character.charCodeAt(0);
  const name = code >= 0xd800 && code <= 0xdfff ? "half of a surrogate pair" : "a control character";
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
}
