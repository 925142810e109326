import { shownValue } from "./names.ts";
import type { RedoclyChange } from "./redocly.ts";

/** Says what changed where nothing better is known: the key with its values, or what `redocly diff` says. */
export function plainSentence(
  { kind, property, base, revision, verdicts }: RedoclyChange,
  subject: string,
): string {
  const [before, after] = [shownValue(base?.value), shownValue(revision?.value)];
  if (kind !== "modified") {
    const said = verdicts.map(({ message }) => message).join(" ");
    return said || `A part of ${subject} was ${kind}.`;
  }
  if (property?.startsWith("x-")) return `A hint for generators of other languages changed for ${subject}.`;
  if (before === undefined || after === undefined) return `\`${property}\` of ${subject} changed.`;
  return `\`${property}\` of ${subject} is now ${after} (before: ${before}).`;
}
