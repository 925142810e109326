/** Returns ` Did you mean "…"?` with the most similar name, or an empty text where none is similar. */
export function didYouMean(given: string, names: readonly string[]): string {
  let best: string | undefined;
  // At most a third of the letters may differ: more would be a guess.
  let least = Math.max(2, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    const differences = distance(given.toLowerCase(), name.toLowerCase());
    if (differences < least) [best, least] = [name, differences];
  }
  return best === undefined ? "" : ` Did you mean "${best}"?`;
}

/** The number of letters to insert, remove or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, replaced));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
