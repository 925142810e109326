import leven from "leven";

/** A value as messages show it. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Values in a sentence: `a, b`. */
export function list(values: readonly unknown[]): string {
  return (
    values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(", ") || "none"
  );
}

/** The end of a sentence about something unknown: a full stop, or a question with the name that was probably meant. */
export function didYouMean(given: unknown, known: readonly unknown[]): string {
  if (typeof given !== "string") return ".";
  const near = known
    .filter((name): name is string => typeof name === "string")
    .map((name) => ({ name, distance: leven(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0];
  return near === undefined ? "." : `; did you mean ${near.name}?`;
}
