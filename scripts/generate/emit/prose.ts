import { isTree } from "../source/pointer.ts";

const tags = /\s*\[(?:documented[^\]]*|seen in samples|assumed)\]/g;

/**
 * A text of the spec as users read it: without tags, because where a fact comes from is for those who maintain the
 * spec, and with a line for each paragraph.
 */
export function withoutTags(text: string): string {
  const paragraphs = text.replace(tags, "").split(/\n{2,}/);
  return paragraphs.map((paragraph) => paragraph.replace(/\s+/g, " ").trim()).join("\n\n");
}

/** A copy of a part of the spec with descriptions for users. */
export function withoutTagsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTagsIn);
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "description" && typeof member === "string" ? withoutTags(member) : withoutTagsIn(member),
    ]),
  );
}

/** Keys whose values are data: a value may have members that are called like annotations. */
const dataKeys = new Set(["const", "default", "enum"]);
/** Keys below which the keys are names: a property may be called `description`, and a header `x-request-id`. */
const keysOfNames = new Set(["properties", "patternProperties", "$defs", "schemas", "headers"]);

/** A copy of a part of the spec with only what decides: no descriptions, summaries, examples or extensions. */
export function withoutProse(value: unknown, keysAreNames = false): unknown {
  if (Array.isArray(value)) return value.map((member) => withoutProse(member));
  if (!isTree(value)) return value;
  if (keysAreNames) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutProse(member)]));
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !/^(description|summary|examples?|x-.*)$/.test(key))
      .map(([key, member]) => [key, dataKeys.has(key) ? member : withoutProse(member, keysOfNames.has(key))]),
  );
}
