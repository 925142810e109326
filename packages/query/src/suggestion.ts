/** The candidate that a mistyped name most likely means: one it begins, or one at most two edits away. */
export function suggest(name: string, candidates: readonly string[]): string | undefined {
  const typed = name.toLowerCase();
  let best: string | undefined;
  let least = 3;
  for (const candidate of candidates) {
    const wanted = candidate.toLowerCase();
    const edits = typed.length > 3 && wanted.startsWith(typed) ? 0 : editsBetween(typed, wanted);
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** The Levenshtein distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
