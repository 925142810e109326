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

/** A copy of a part of the spec with only what decides: no descriptions, summaries, examples or extensions. */
export function withoutProse(value: unknown, inProperties = false): unknown {
  if (Array.isArray(value)) return value.map((member) => withoutProse(member));
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      // A property may be called like an annotation.
      .filter(([key]) => inProperties || !/^(description|summary|examples?|x-.*)$/.test(key))
      .map(([key, member]) => [
        key,
        dataKeys.has(key) && !inProperties
          ? member
          : withoutProse(member, key === "properties" && !inProperties),
      ]),
  );
}
