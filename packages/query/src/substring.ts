/** How many characters of a text go into one regular expression; engines overflow their stack at some thousands. */
const chunkLength = 1000;

/**
 * Makes a function that tells whether a text contains another one, in upper and lower case alike. Case is folded by
 * Unicode's simple case folding, which no locale changes, as the flags `iu` of a regular expression do.
 */
export function containsIgnoringCase(part: string): (text: string) => boolean {
  // What has no case, such as Chinese and digits, is searched for as it is, which is several times faster.
  if (part.toLowerCase() === part.toUpperCase()) return (text) => text.includes(part);
  const [first = "", ...others] = chunksOf(part);
  if (others.length === 0) {
    const pattern = new RegExp(escapePattern(first), "iu");
    return (text) => pattern.test(text);
  }
  const start = new RegExp(escapePattern(first), "giu");
  const continuations = others.map((chunk) => new RegExp(escapePattern(chunk), "iuy"));
  return (text) => {
    start.lastIndex = 0;
    for (let found = start.exec(text); found; found = start.exec(text)) {
      if (continues(text, start.lastIndex, continuations)) return true;
      // The next place to look at: behind the first character of this one, not behind its end.
      start.lastIndex = found.index + ((text.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1);
    }
    return false;
  };
}

/** Whether the patterns follow each other from this index on. */
function continues(text: string, from: number, patterns: readonly RegExp[]): boolean {
  let index = from;
  return patterns.every((pattern) => {
    pattern.lastIndex = index;
    const matched = pattern.test(text);
    index = pattern.lastIndex;
    return matched;
  });
}

function chunksOf(text: string): readonly string[] {
  // By characters, so that no surrogate pair is cut.
  return text.match(new RegExp(`[^]{1,${chunkLength}}`, "gu")) ?? [];
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
