import { parseHttpDate } from "./httpDate.ts";

/**
 * Reads `Retry-After`: seconds, or a date, which is compared with the answer's own `Date`, or without that with the time by
 * the server's clock. This machine's clock may be wrong.
 *
 * @returns The time to wait in ms, or undefined if the header is missing or means nothing.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const time = parseHttpDate(value);
  return time === undefined ? undefined : Math.max(0, time - (parseHttpDate(headers.get("date")) ?? now));
}
