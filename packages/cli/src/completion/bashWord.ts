/** A word of a bash command line as it was typed: what it means, and the quote that is open at its end. */
export interface BashWord {
  readonly text: string;
  readonly quote: '"' | "'" | "";
}

/** Reads a word that may be quoted, and whose quote need not be closed. Nothing is expanded. */
export function readBashWord(typed: string): BashWord {
  let text = "";
  let quote: BashWord["quote"] = "";
  for (let at = 0; at < typed.length; at++) {
    const char = typed.charAt(at);
    const next = typed.charAt(at + 1);
    if (char === quote) quote = "";
    else if (quote === "" && (char === '"' || char === "'")) quote = char;
    else if (char === "\\" && (quote === "" || (quote === '"' && /["$`\\]/.test(next)))) {
      text += next;
      at++;
    } else text += char;
  }
  return { text, quote };
}

/**
 * Writes a suggestion so that bash can put it in place of the word. Readline replaces what follows an open quote; a
 * word without one is quoted as soon as it needs that. Within single quotes, values stand in double quotes.
 */
export function writeBashWord(suggestion: string, { text, quote }: BashWord): string {
  if (quote === "'") return text + suggestion.slice(text.length).replaceAll("'", '"');
  const escaped = suggestion.replaceAll(/["$`\\]/g, "\\$&");
  if (quote === '"') return escaped;
  return /^[\w.,=-]*$/.test(suggestion) ? suggestion : `"${escaped}`;
}
