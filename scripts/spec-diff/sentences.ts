import { isTree } from "../generate/source/pointer.ts";
import { describeReceivedBound, isBound } from "./bounds.ts";
import { shownType, shownValue, subjectOf } from "./names.ts";
import type { RedoclyChange } from "./redocly.ts";
import { renamed } from "./renames.ts";
import { responseSentence } from "./responses.ts";

/** Writes what a change of the OpenAPI part means for users, as a sentence that names the thing as they know it. */
export function sentenceOf(change: RedoclyChange, base: object, revision: object, isSent: boolean): string {
  const document = change.kind === "removed" ? base : revision;
  const ofResponse = responseSentence(change, document);
  if (ofResponse !== undefined) return ofResponse;
  const subject = subjectOf(change.path, document).text;
  switch (change.typeName) {
    case "Schema":
      return change.kind === "modified"
        ? modifiedSchema(change, base, revision, isSent)
        : wholeSchema(change, subject, isSent);
    case "Parameter":
      return parameter(change, subject, base);
    case "Operation":
      return operation(change, subject);
    case "PathItem": {
      if (change.property === "key") {
        return `Requests to \`${change.base?.value}\` now go to \`${change.revision?.value}\`: name it in proxies, firewalls and calls of \`@enos-ota/client/fetch\`.`;
      }
      const names = operationIds(change.base?.value ?? change.revision?.value).join(", ");
      return change.kind === "added"
        ? `The operation ${names} is new in \`@enos-ota/client/fetch\`.`
        : `The operation ${names} was removed: remove its calls.`;
    }
    case "SecurityScheme":
      return securityScheme(change);
    case "SecurityRequirement":
      return "Each request now needs other security headers: check functions that sign requests.";
    case "Info":
      return `The ${change.property ?? "description"} of the API is now ${shownValue(change.revision?.value) ?? "another"}.`;
    case "Server":
    case "ServerVariable":
      return "The default server of the spec changed; clients name theirs in `baseUrl`.";
    case "Tag":
      return "The description of a group of operations was reworded.";
    case "Example":
      return `An example of ${subject} ${change.kind === "modified" ? "changed" : `was ${change.kind}`}.`;
    default:
      return fallback(change, subject);
  }
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
      return fallback(change, subject.text);
  }
}

/** The properties that a change of `required` adds and removes. */
export function requiredChange({ base, revision }: RedoclyChange): {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
} {
  const [before, after] = [textsOf(base?.value), textsOf(revision?.value)];
  return {
    gained: after.filter((name) => !before.includes(name)),
    lost: before.filter((name) => !after.includes(name)),
  };
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
  const [old, now] = [textsOf(before), textsOf(after)];
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

function parameter(change: RedoclyChange, subject: string, base: object): string {
  if (change.kind === "modified" && change.property === "name") {
    return `The query parameter ${subjectOf(change.path, base).text} is now named \`${change.revision?.value}\`.`;
  }
  const value = change.revision?.value ?? change.base?.value;
  const isRequired = isTree(value) && value["required"] === true;
  if (change.kind === "added")
    return `The query parameter ${subject} is new${isRequired ? ", and needed in each call" : ""}.`;
  if (change.kind === "removed") return `The query parameter ${subject} was removed.`;
  return fallback(change, `The query parameter ${subject}`);
}

function operation(change: RedoclyChange, subject: string): string {
  if (change.property === "operationId")
    return `The operation \`${change.base?.value}\` is now named \`${change.revision?.value}\`.`;
  if (change.kind === "modified" && ["summary", "description"].includes(change.property ?? ""))
    return `The ${change.property} of ${subject} was reworded.`;
  return fallback(change, subject);
}

function securityScheme(change: RedoclyChange): string {
  if (change.property === "name") {
    return `Requests now carry the header \`${change.revision?.value}\` in place of \`${change.base?.value}\`: name it in proxies and in functions that sign requests.`;
  }
  const scheme = change.revision?.value ?? change.base?.value;
  const name = isTree(scheme) ? String(scheme["name"]) : change.path.split("/").at(-1);
  if (change.kind === "added") return `The header \`${name}\` is new.`;
  if (change.kind === "removed") return `Requests no longer carry the header \`${name}\`.`;
  return `The ${change.property} of the header for \`${change.path.split("/").at(-1)}\` changed.`;
}

function fallback({ kind, property, base, revision, verdicts }: RedoclyChange, subject: string): string {
  const [before, after] = [shownValue(base?.value), shownValue(revision?.value)];
  if (kind !== "modified") {
    const said = verdicts.map(({ message }) => message).join(" ");
    return said || `A part of ${subject} was ${kind}.`;
  }
  if (property?.startsWith("x-")) return `A hint for generators of other languages changed for ${subject}.`;
  if (before === undefined || after === undefined) return `\`${property}\` of ${subject} changed.`;
  return `\`${property}\` of ${subject} is now ${after} (before: ${before}).`;
}

function operationIds(pathItem: unknown): readonly string[] {
  return Object.values(isTree(pathItem) ? pathItem : {}).flatMap((one) =>
    isTree(one) && "operationId" in one ? [`\`${one["operationId"]}\``] : [],
  );
}

function textsOf(value: unknown): readonly string[] {
  return [value ?? []].flat().map(String);
}
