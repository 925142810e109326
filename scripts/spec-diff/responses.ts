import { operationOf } from "./names.ts";
import type { RedoclyChange } from "./redocly.ts";

/**
 * Says what a change of a response as a whole means: its status, headers, body or examples. Undefined for what
 * belongs to no response, such as the body of a request.
 */
export function responseSentence(change: RedoclyChange, document: object): string | undefined {
  const [, status, rest = ""] = /\/responses\/([^/]+)(\/.*)?$/.exec(change.path) ?? [];
  if (status === undefined) return undefined;
  const { typeName, kind } = change;
  const operation = operationOf(change.path, document);
  const answers = `Answers of ${operation} with status ${status}`;
  const verb = (one: string): string => (kind === "removed" ? `no longer ${one}` : `now ${one}`);
  switch (typeName) {
    case "Response":
      if (kind === "added") return `${operation} may now be answered with status ${status}.`;
      if (kind === "removed") return `${operation} is no longer answered with status ${status}.`;
      return `The ${change.property} of answers of ${operation} with status ${status} was reworded.`;
    case "HeadersMap":
      return `${answers} ${verb("carry")} headers that the spec describes.`;
    case "Header":
      return `${answers} ${verb("carry")} the header \`${rest.split("/")[2]}\`.`;
    case "MediaTypesMap":
    case "MediaType":
      return `${answers} ${verb("have")} a body that the spec describes.`;
    case "ExamplesMap":
      return `${answers} ${verb("have")} examples.`;
    default:
      return undefined;
  }
}
