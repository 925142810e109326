/**
 * Returns the name that was probably meant, or undefined if none is similar: one that contains the other
 * (`timeout`, `timeoutMs`), else the one with the fewest typing errors, if these are at most a third of the name.
 */
export function closest(name: string, known: readonly string[]): string | undefined {
  const typed = name.toLowerCase();
  const ranked = known
    .map((each) => {
      const lower = each.toLowerCase();
      const contained = typed.length > 2 && (lower.includes(typed) || typed.includes(lower));
      const errors = typingErrors(typed, lower);
      return { each, errors, similar: contained || errors <= Math.max(1, Math.min(3, lower.length / 3)) };
    })
    .filter(({ similar }) => similar)
    .sort((a, b) => a.errors - b.errors);
  return ranked[0]?.each;
}

/** The Levenshtein distance: letters inserted, left out, or replaced; two that changed places count as one. */
function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (current[column - 1] ?? 0) + 1,
        (last[column] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
