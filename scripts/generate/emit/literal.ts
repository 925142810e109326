/** A value as TypeScript source; the formatter makes it readable. */
export function literal(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
