/**
 * Reads a date of an HTTP header, in each of the three forms that HTTP allows. Returns epoch ms, or undefined for
 * anything else.
 */
export function parseHttpDate(text: string | null): number | undefined {
  const date = text?.trim() ?? "";
  // Date.parse accepts almost anything; all three forms begin with the name of the day.
  if (!/^[A-Z][a-z]{2,8},? /.test(date)) return undefined;
  // The form of asctime() has no zone and is in UTC; Date.parse would take it as local time.
  const time = Date.parse(/[A-Z]{3}$|[+-]\d{4}$/.test(date) ? date : `${date} GMT`);
  return Number.isNaN(time) ? undefined : time;
}
