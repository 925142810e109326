import type { Impact, SpecChange } from "./change.ts";
import type { RedoclyChange } from "./redocly.ts";
import { requestSchemas } from "./requestSchemas.ts";

/** Keys that only people read. */
const prose = new Set(["description", "summary", "title", "termsOfService", "contact", "license", "version"]);

/** Nodes that only people read. */
const proseNodes = new Set(["Info", "Contact", "License", "ExternalDocs", "Tag", "Server", "ServerVariable"]);

/** Bounds that no TypeScript type shows. The packages check what is sent, not what is received. */
const bounds = new Set([
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format", "pattern"],
  ...["minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
]);

/** The changes of the OpenAPI part: found by `redocly diff`, judged anew for those who use the packages. */
export function judgeOpenApi(
  changes: readonly RedoclyChange[],
  base: object,
  revision: object,
): readonly SpecChange[] {
  const sent = new Set([...requestSchemas(base), ...requestSchemas(revision)]);
  return changes
    .filter((change) => !comparedElsewhere(change))
    .map((change) => ({
      impact: judge(change, isReceivedOnly(change, sent)),
      message: change.verdicts.map(({ message }) => message).join(" ") || describe(change),
      place: placeOf(change),
      // The client's types and the mock's document hold the whole spec; the query package only its field table.
      packages: ["client", "mock"],
    }));
}

function placeOf({ base, revision, path }: RedoclyChange): string {
  return revision?.pointer ?? base?.pointer ?? path;
}

/** Extensions, the list of error codes and examples have a meaning of their own here, with files of their own. */
function comparedElsewhere(change: RedoclyChange): boolean {
  const place = placeOf(change);
  return (
    change.typeName === "SpecExtension" ||
    place.includes("/x-enos-") ||
    place.startsWith("#/components/schemas/BusinessErrorCode/enum") ||
    (change.typeName === "Example" && change.path.includes("/responses/"))
  );
}

function isReceivedOnly(change: RedoclyChange, sent: ReadonlySet<string>): boolean {
  const component = /^#\/components\/schemas\/([^/]+)/.exec(placeOf(change))?.[1];
  if (component !== undefined && sent.has(component)) return false;
  return change.path.includes("/responses/");
}

function judge(change: RedoclyChange, receivedOnly: boolean): Impact {
  const { typeName, kind, property = "" } = change;
  // Users give the base URL themselves, so a changed default server reaches nobody.
  if (proseNodes.has(typeName) || typeName.startsWith("Example") || prose.has(property))
    return "documentation";
  if (receivedOnly && bounds.has(property)) return "documentation";
  if (change.impact === "major") return "breaking";
  if (kind === "added") return "additive";
  if (kind === "removed") return removesType(change) ? "breaking" : "additive";
  return judgeModified(change, receivedOnly);
}

/** `components` is exported, and types list only what the spec names: what goes from there no longer compiles. */
function removesType({ path }: RedoclyChange): boolean {
  return /^#\/components\/[^/]+\/[^/]+$/.test(path) || /\/properties\/[^/]+$/.test(path);
}

/** A modification that breaks no HTTP caller, seen from TypeScript. */
function judgeModified(change: RedoclyChange, receivedOnly: boolean): Impact {
  const { property, base, revision } = change;
  if (property === "examples" || property === "example" || property === "$comment") return "documentation";
  if (property === "key" && removesType(change)) return "breaking";
  // A value that is never received any more: comparing with it no longer compiles.
  if (property === "enum" && receivedOnly && loses(base?.value, revision?.value)) return "breaking";
  // Who gave nothing now gets something else.
  if (property === "default") return "breaking";
  return "additive";
}

function loses(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before)) return true;
  return Array.isArray(after) && before.some((value) => !after.includes(value));
}

function describe({ kind, property, path, base, revision }: RedoclyChange): string {
  const name = path.split("/").at(-1)?.replaceAll("~1", "/").replaceAll("~0", "~") ?? path;
  if (kind !== "modified") return `\`${name}\` was ${kind}.`;
  if (prose.has(property ?? "")) return `The ${property} of \`${name}\` was reworded.`;
  const from = base?.value === undefined ? "nothing" : JSON.stringify(base.value);
  const to = revision?.value === undefined ? "nothing" : JSON.stringify(revision.value);
  return `\`${property}\` of \`${name}\` changed from ${from} to ${to}.`;
}
