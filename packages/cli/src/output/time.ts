/** A time in ISO 8601, for data; what is no valid time stays as it is. */
export function isoTime(value: unknown): unknown {
  return isEpoch(value) ? new Date(value).toISOString() : value;
}

/** A time in the local zone to the minute, for people: `2026-01-31 09:05`. */
export function localTime(value: unknown): unknown {
  if (!isEpoch(value)) return value;
  const date = new Date(value);
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Dates reach 8.64e15 ms on both sides of 1970. */
function isEpoch(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 8.64e15;
}
