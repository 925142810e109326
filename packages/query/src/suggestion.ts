/**
 * The names that were probably meant, the nearest first: the same in another case, one that begins with what
 * was typed, or one that is a few keystrokes away. Empty when none is near.
 */
export function suggest(typed: string, names: readonly string[]): readonly string[] {
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
  // Those between what is read of `from` and each beginning of `to`.
  const row: number[] = [];
  for (let j = 0; j <= to.length; j++) row.push(j);
  for (let i = 1; i <= from.length; i++) {
    let left = i;
    let diagonal = i - 1;
    let least = left;
    for (let j = 1; j <= to.length; j++) {
      const above = row[j] ?? 0;
      left = from[i - 1] === to[j - 1] ? diagonal : 1 + Math.min(left, above, diagonal);
      row[j] = left;
      diagonal = above;
      least = Math.min(least, left);
    }
    // The numbers never fall from one row to the next.
    if (least > limit) return least;
  }
  return row[to.length] ?? limit + 1;
}
