/**
 * Reads a whole number.
 *
 * @throws Error that says which numbers are allowed
 */
export function wholeNumber(text: string, least: number, most: number = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(
    `It must be a whole number ${most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`}.`,
  );
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Reads a duration such as `90s`, `10m` or `1h`: milliseconds.
 *
 * @throws Error that says how durations are written
 */
export function duration(text: string): number {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = units[unit];
  if (factor !== undefined) return Number(amount) * factor;
  throw new Error("It must be a number with a unit, such as 500ms, 30s, 10m or 1h.");
}
