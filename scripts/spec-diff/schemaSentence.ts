import { describeReceivedBound, isBound } from "./bounds.ts";
import { shownType, shownValue, subjectOf } from "./names.ts";
import { plainSentence } from "./plainSentence.ts";
import type { RedoclyChange } from "./redocly.ts";
import { renamed } from "./renames.ts";
import { requiredChange } from "./requiredChange.ts";

/** Says what a change of a schema means for users. */
export function schemaSentence(
  change: RedoclyChange,
  base: object,
  revision: object,
  isSent: boolean,
): string {
  if (change.kind === "modified") return modifiedSchema(change, base, revision, isSent);
  const document = change.kind === "removed" ? base : revision;
  return wholeSchema(change, subjectOf(change.path, document).text, isSent);
}

function wholeSchema(change: RedoclyChange, subject: string, isSent: boolean): string {
  const isComponent = /^#\/components\/schemas\/[^/]+$/.test(change.path);
  const isAlternative = /\/(oneOf|anyOf|allOf)\/\d+$/.test(change.path);
  if (isComponent) {
    return change.kind === "added"
      ? `The type ${subject} is new in \`@enos-ota/client/fetch\`.`
      : `The type ${subject} was removed from \`@enos-ota/client/fetch\`.`;
  }
  if (isAlternative) {
    const less = change.kind === "removed";
    if (isSent) return `${subject} may be written in one form ${less ? "less" : "more"}.`;
    return `${subject} may have one form ${less ? "less" : "more: check which one it is"}.`;
  }
  if (change.kind === "added") return `${subject} is new.`;
  return `${subject} was removed: remove it from your code.`;
}

function modifiedSchema(change: RedoclyChange, base: object, revision: object, isSent: boolean): string {
  const { property = "" } = change;
  const [before, after] = [change.base?.value, change.revision?.value];
  const subject = subjectOf(change.path, revision);
  const bound = isBound(change) && !isSent ? describeReceivedBound(change, revision) : undefined;
  if (bound !== undefined) return bound;
  switch (property) {
    case "key": {
      const owner = subjectOf(change.path.replace(/\/properties\/[^/]+$/, ""), revision);
      return renamed(owner.property(String(before)), owner.property(String(after)));
    }
    case "required":
      return required(change, revision, isSent);
    case "type":
      return type(subject.text, before, after, isSent);
    case "enum":
      return values(subject.text, before, after, isSent);
    case "deprecated":
      return after === true ? `${subject.text} is deprecated.` : `${subject.text} is no longer deprecated.`;
    case "default":
      return `${subject.text} is now ${shownValue(after)} where it is left out (before: ${shownValue(before)}).`;
    case "const":
      return `${subject.text} must now be ${shownValue(after)} (before: ${shownValue(before)}).`;
    case "description":
    case "title":
    case "summary":
      return `The ${property} of ${subjectOf(change.path, base).text} was reworded.`;
    default:
      return plainSentence(change, subject.text);
  }
}

function required(change: RedoclyChange, revision: object, isSent: boolean): string {
  const { gained, lost } = requiredChange(change);
  const { property } = subjectOf(change.path, revision);
  return [
    ...gained.map((name) =>
      isSent
        ? `${property(name)} is now needed: pass it in each call.`
        : `${property(name)} is now always there: a check for \`undefined\` can go.`,
    ),
    ...lost.map((name) =>
      isSent
        ? `${property(name)} may now be left out.`
        : `${property(name)} may now be missing: check for \`undefined\`.`,
    ),
  ].join(" ");
}

function type(subject: string, before: unknown, after: unknown, isSent: boolean): string {
  const [old = [], now = []] = [before, after].map((types) => [types ?? []].flat().map(String));
  const rest = (types: readonly string[]): string => types.filter((one) => one !== "null").join();
  if (rest(old) === rest(now)) {
    if (now.includes("null"))
      return isSent ? `${subject} may now be null.` : `${subject} may now be null: check for it.`;
    return isSent
      ? `${subject} may no longer be null.`
      : `${subject} is never null any more: a check for it can go.`;
  }
  return `${subject} is now ${shownType(after)} (before: ${shownType(before)}).`;
}

function values(subject: string, before: unknown, after: unknown, isSent: boolean): string {
  if (!Array.isArray(after)) {
    return isSent
      ? `${subject} may now be any value.`
      : `${subject} may now have values that no list names: give a \`switch\` over it a default.`;
  }
  if (!Array.isArray(before)) {
    return isSent
      ? `${subject} may now only be ${shownValue(after)}.`
      : `${subject} is now always one of ${shownValue(after)}: remove comparisons with anything else.`;
  }
  const gained = after.filter((value) => !before.includes(value));
  const lost = before.filter((value) => !after.includes(value));
  return [
    ...(gained.length === 0
      ? []
      : [
          `${subject} may now also be ${shownValue(gained)}${isSent ? "" : ": handle it where you list the values"}.`,
        ]),
    ...(lost.length === 0
      ? []
      : [
          isSent
            ? `${subject} may no longer be ${shownValue(lost)}.`
            : `${subject} is never ${shownValue(lost)} any more: remove comparisons with it.`,
        ]),
  ].join(" ");
}
