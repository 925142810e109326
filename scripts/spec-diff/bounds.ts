import type { Impact } from "./change.ts";
import { shownValue, subjectOf } from "./names.ts";
import type { RedoclyChange } from "./redocly.ts";

/** Constraints that TypeScript types do not express. */
const bounds = new Set([
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format", "pattern"],
  ...["minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
]);

/** Whether a change is about a constraint that TypeScript types do not express. */
export function isBound({ property }: RedoclyChange): boolean {
  return property !== undefined && bounds.has(property);
}

/** Rates another bound of a received value: only those who validate answers notice it. */
export function judgeReceivedBound(change: RedoclyChange, document: object): Impact {
  return isValidated(change, document) ? "additive" : "documentation";
}

/** Says what another bound of a received value means; undefined where nobody checks the value. */
export function describeReceivedBound(change: RedoclyChange, document: object): string | undefined {
  if (!isValidated(change, document)) return undefined;
  const { path, property, base, revision } = change;
  const subject = subjectOf(path, document).text;
  const [before, after] = [base?.value, revision?.value];
  if (after === undefined)
    return `\`responseValidator()\` no longer checks the \`${property}\` of ${subject} (before: ${shownValue(before)}).`;
  return `\`responseValidator()\` now expects of ${subject} a \`${property}\` of ${shownValue(after)} (before: ${shownValue(before)}).`;
}

/** `@enos-ota/client/validate` checks the answers of searches, and of the formats only those that are bounds. */
function isValidated({ path, property, base, revision }: RedoclyChange, document: object): boolean {
  const isOtherFormat =
    property === "format" &&
    ![base?.value, revision?.value].some((format) => /^int(32|64)$/.test(`${format}`));
  return !isOtherFormat && ["`OtaJob`", "the answer of `search()`"].includes(subjectOf(path, document).owner);
}
