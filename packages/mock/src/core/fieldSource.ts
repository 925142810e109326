import type { Profile } from "./profile.ts";

/** Where a field is read in a record. */
export interface FieldSource {
  readonly property: string;
  /** For a name in several languages: which of its texts are read. */
  readonly names?: readonly string[];
  /** `any`: each of `names` is tried; `first`: the first of `names` that the record has decides. */
  readonly match?: "any" | "first";
}

/**
 * Where a field is read, and the documented field that has its operators. Both are the same except for the spellings
 * that only the profile accepts: `name.default`, and a name in a language that is not documented.
 */
export function sourceOf(
  field: string,
  sources: Readonly<Record<string, FieldSource>>,
  profile: Profile,
): { readonly field: string; readonly source: FieldSource | undefined } {
  const known = (name: string): FieldSource | undefined =>
    Object.hasOwn(sources, name) ? sources[name] : undefined;
  const [property = "", suffix = ""] = field.split(".");
  const base = known(property);
  if (base?.names && known(field) === undefined) {
    const documented = `${property}.defaultValue`;
    if (suffix === "default" && profile.defaultSuffix === "accepted") {
      return { field: documented, source: known(documented) };
    }
    if (profile.otherLocales.includes(suffix)) {
      const names = [suffix, "defaultValue"];
      return { field: documented, source: { property: base.property, names, match: "first" } };
    }
  }
  return { field, source: known(field) };
}

/** The texts of a record that a field reads; none for a value that is missing. */
export function textsOf(record: object, { property, names, match }: FieldSource): readonly string[] {
  const value = member(record, property);
  if (!names) return typeof value === "string" ? [value] : [];
  const texts = names
    .map((name) => (name === "defaultValue" ? member(value, name) : member(member(value, "i18nValue"), name)))
    .filter((text): text is string => typeof text === "string" && text !== "");
  return match === "first" ? texts.slice(0, 1) : texts;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return new Map(Object.entries(value)).get(name);
}
