import { memoize } from "../memoize.ts";

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";
const month = "(?<month>[A-Z][a-z]{2})";
const time = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";

/**
 * The three forms that HTTP allows (RFC 9110, 5.6.7), all in UTC, the last one without saying so; and the first one with
 * the offset of a zone, as mail has it.
 */
const forms = [
  `[A-Z][a-z]{2}, (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${time} (?:GMT|(?<zone>[+-]\\d{4}))`,
  `[A-Z][a-z]{5,8}, (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT`,
  `[A-Z][a-z]{2} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Reads a date of an HTTP header. `Date.parse` would not do: it accepts almost anything, and takes a date without a zone
 * as local time.
 *
 * @returns Epoch ms, or undefined for anything that is not an HTTP date.
 */
export function parseHttpDate(text: string | null): number | undefined {
  return text === null ? undefined : parse(text);
}

// Answers of the same second have the same date.
const parse = memoize(1, (text) => {
  for (const form of forms) {
    const parts = form.exec(text.trim())?.groups;
    if (!parts) continue;
    const part = (name: string): number => Number(parts[name]);
    const monthIndex = months.indexOf(parts["month"] ?? "") / 3;
    if (!Number.isInteger(monthIndex) || monthIndex < 0) return undefined;
    const zone = Number(parts["zone"] ?? 0);
    const offsetMinutes = Math.trunc(zone / 100) * 60 + (zone % 100);
    const local = Date.UTC(
      fullYear(part("year")),
      monthIndex,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return local - offsetMinutes * 60_000;
  }
  return undefined;
});

function fullYear(year: number): number {
  return year < 70 ? 2000 + year : year < 100 ? 1900 + year : year;
}
