import { isTree } from "../generate/source/pointer.ts";
import { shownValue, subjectOf } from "./names.ts";
import { plainSentence } from "./plainSentence.ts";
import type { RedoclyChange } from "./redocly.ts";
import { responseSentence } from "./responses.ts";
import { schemaSentence } from "./schemaSentence.ts";

/** Writes what a change of the OpenAPI part means for users, as a sentence that names the thing as they know it. */
export function sentenceOf(change: RedoclyChange, base: object, revision: object, isSent: boolean): string {
  const document = change.kind === "removed" ? base : revision;
  const ofResponse = responseSentence(change, document);
  if (ofResponse !== undefined) return ofResponse;
  const subject = subjectOf(change.path, document).text;
  switch (change.typeName) {
    case "Schema":
      return schemaSentence(change, base, revision, isSent);
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
      return plainSentence(change, subject);
  }
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
  return plainSentence(change, `The query parameter ${subject}`);
}

function operation(change: RedoclyChange, subject: string): string {
  if (change.property === "operationId")
    return `The operation \`${change.base?.value}\` is now named \`${change.revision?.value}\`.`;
  if (change.kind === "modified" && ["summary", "description"].includes(change.property ?? ""))
    return `The ${change.property} of ${subject} was reworded.`;
  return plainSentence(change, subject);
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

function operationIds(pathItem: unknown): readonly string[] {
  return Object.values(isTree(pathItem) ? pathItem : {}).flatMap((one) =>
    isTree(one) && "operationId" in one ? [`\`${one["operationId"]}\``] : [],
  );
}
