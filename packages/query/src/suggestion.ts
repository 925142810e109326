/** Longer words are not compared: nobody mistypes forty letters by one. */
const longest = 40;

/**
 * The names that were probably meant, the nearest first: the same in another case, one that begins with what
 * was typed, or one that is a few keystrokes away. Empty when none is near.
 */
export function suggest(typed: string, names: readonly string[]): readonly string[] {
  if (typed === "" || typed.length > longest) return [];
  const wanted = typed.toLowerCase();
  // Words of two letters all resemble each other.
  const tolerance = typed.length < 3 ? 0 : Math.max(1, Math.floor(typed.length / 3));
  const ranked: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    const candidate = name.toLowerCase();
    // At least two letters, or every name with that initial would be suggested.
    const begins = wanted.length > 1 && candidate.startsWith(wanted);
    const distance = begins && candidate !== wanted ? 1 : keystrokes(wanted, candidate, tolerance);
    if (begins || distance <= tolerance) ranked.push({ name, distance });
  }
  const nearest = Math.min(...ranked.map(({ distance }) => distance));
  return ranked.filter(({ distance }) => distance === nearest).map(({ name }) => name);
}

/** How many letters must be put in, taken out or replaced; more than `limit` is not counted exactly. */
function keystrokes(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const [left = 0, above = 0, diagonal = 0] = [next[j], row[j + 1], row[j]];
      next.push(Math.min(left + 1, above + 1, from[i] === to[j] ? diagonal : diagonal + 1));
    }
    row = next;
  }
  return row[to.length] ?? limit + 1;
}
