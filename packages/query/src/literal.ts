// Control characters, and halves of surrogate pairs that stand alone (with the flag `u`, a whole pair is no Cs).
const unsafe = /[\p{Cc}\p{Cs}]/u;

/**
 * Why a value cannot be written as a literal without a risk that the API reads another value or another
 * expression; `undefined` when it can. The API documents no escape, so there is none here: a value is written
 * as it is or not at all.
 */
export function whyUnwritable(value: string): string | undefined {
  const character = unsafe.exec(value)?.[0];
  if (character !== undefined) {
    const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return character < "\ud800"
      ? `it holds the control character ${code}`
      : `it holds ${code}, half of a surrogate pair, which UTF-8 cannot carry`;
  }
  if (value.endsWith("\\"))
    return "it ends in a backslash, which could be read as escaping the closing quote";
  if (value.includes("'") && value.includes('"')) {
    return "it holds both kinds of quote, and the API documents no way to escape one";
  }
  return undefined;
}

/** The one place that writes a value into an expression. Takes only what `whyUnwritable` has let pass. */
export function writeLiteral(value: string): string {
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
