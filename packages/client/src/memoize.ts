/**
 * Remembers what a function of a text returned, for texts that are the same over many calls.
 *
 * @param most How many results are kept; after that it begins anew.
 */
export function memoize<T>(most: number, compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly result: T }>();
  return (text) => {
    let found = known.get(text);
    if (!found) {
      if (known.size >= most) known.clear();
      found = { result: compute(text) };
      known.set(text, found);
    }
    return found.result;
  };
}
