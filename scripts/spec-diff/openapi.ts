import { isBound, judgeReceivedBound } from "./bounds.ts";
import type { Impact, SpecChange } from "./change.ts";
import { describeNewForms, findNewForms } from "./forms.ts";
import { packagesOf } from "./packages.ts";
import type { RedoclyChange } from "./redocly.ts";
import { describeRename, findRenames } from "./renames.ts";
import { withoutRepetition } from "./repetition.ts";
import { requestSchemas } from "./requestSchemas.ts";
import { requiredChange } from "./requiredChange.ts";
import { sentenceOf } from "./sentences.ts";

/** Keys that contain only text for people. */
const prose = new Set(["description", "summary", "title", "termsOfService", "contact", "license", "version"]);

/** Node types that contain only information for people. */
const proseNodes = new Set(["Info", "Contact", "License", "ExternalDocs", "Tag", "Server", "ServerVariable"]);

/** Rates the changes that `redocly diff` found in the OpenAPI part of the spec for users of the packages. */
export function judgeOpenApi(
  found: readonly RedoclyChange[],
  base: object,
  revision: object,
): readonly SpecChange[] {
  const sent = new Set([...requestSchemas(base), ...requestSchemas(revision)]);
  const isSent = (change: RedoclyChange): boolean => !isReceivedOnly(change, sent);
  const changes = found.filter((change) => !comparedElsewhere(change));
  const { newForms, rest: others } = findNewForms(changes);
  const { renames, rest } = findRenames(others);
  const judged = withoutRepetition(rest, found, isSent).map((change) => {
    const document = change.kind === "removed" ? base : revision;
    const impact = judge(change, !isSent(change), document);
    return {
      impact,
      message: sentenceOf(change, base, revision, isSent(change)),
      place: placeOf(change),
      packages: packagesOf(change.path, document, impact === "breaking" || change.kind === "added"),
    };
  });
  return [
    ...renames.map((rename) => describeRename(rename, base, revision)),
    ...newForms.map((one) => describeNewForms(one, revision, isSent(one.added))),
    ...judged,
  ];
}

function placeOf({ base, revision, path }: RedoclyChange): string {
  return revision?.pointer ?? base?.pointer ?? path;
}

/** Whether another file of this folder compares it: extensions, the list of error codes, and response examples. */
function comparedElsewhere(change: RedoclyChange): boolean {
  const place = placeOf(change);
  return (
    change.typeName === "SpecExtension" ||
    place.includes("/x-enos-") ||
    place.startsWith("#/components/schemas/BusinessErrorCode/enum") ||
    // The generator refuses bounds that differ from x-enos-pagination.
    /^#\/components\/schemas\/PaginationRequest\/properties\/(pageSize\/maximum|pageNo\/minimum)$/.test(
      place,
    ) ||
    (change.typeName === "Example" && change.path.includes("/responses/"))
  );
}

function isReceivedOnly(change: RedoclyChange, sent: ReadonlySet<string>): boolean {
  const component = /^#\/components\/schemas\/([^/]+)/.exec(placeOf(change))?.[1];
  if (component !== undefined && sent.has(component)) return false;
  return change.path.includes("/responses/");
}

function judge(change: RedoclyChange, receivedOnly: boolean, document: object): Impact {
  const { typeName, kind, property = "" } = change;
  // Users configure the base URL themselves, so a changed default server affects nobody.
  if (proseNodes.has(typeName) || typeName.startsWith("Example") || prose.has(property))
    return "documentation";
  if (receivedOnly && isBound(change)) return judgeReceivedBound(change, document);
  // A hint for other generators.
  if (property.startsWith("x-")) return "documentation";
  if (property === "required") {
    const { gained, lost } = requiredChange(change);
    return (receivedOnly ? lost : gained).length > 0 ? "breaking" : "additive";
  }
  if (change.impact === "major") return "breaking";
  if (kind === "added") return "additive";
  if (kind === "removed") return removesType(change) ? "breaking" : "additive";
  return judgeModified(change, receivedOnly);
}

/** Types are generated from `components` and from properties: code that uses a removed one no longer compiles. */
function removesType({ path }: RedoclyChange): boolean {
  return /^#\/components\/[^/]+\/[^/]+$/.test(path) || /\/properties\/[^/]+$/.test(path);
}

/** Rates a modification that does not break HTTP callers, but may break TypeScript code. */
function judgeModified(change: RedoclyChange, receivedOnly: boolean): Impact {
  const { property, base, revision } = change;
  if (property === "examples" || property === "example" || property === "$comment") return "documentation";
  if (property === "key" && removesType(change)) return "breaking";
  // Comparing with a value that is no longer in the type does not compile.
  if (property === "enum" && receivedOnly && loses(base?.value, revision?.value)) return "breaking";
  // Callers that omit the value now get a different result.
  if (property === "default") return "breaking";
  return "additive";
}

function loses(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before)) return true;
  return Array.isArray(after) && before.some((value) => !after.includes(value));
}
