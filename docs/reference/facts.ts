// Lists every fact of the spec by how well it is known, from the tags in its descriptions.

/** A tagged sentence and where in the document it stands. */
export interface Fact {
  readonly place: string;
  readonly tag: "documented" | "seen in samples" | "assumed";
  readonly text: string;
  /** The pages that state it, by their names in `spec/README.md`. */
  readonly pages?: string;
}

/** Collects the tagged sentences of a document, in its order. */
export function collectFacts(document: unknown, place: readonly string[] = []): Fact[] {
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([key, value]) =>
    typeof value === "string" && ["description", "meaning"].includes(key)
      ? readFacts(value, place)
      : collectFacts(value, [...place, key]),
  );
}

/** Writes the page "What is known". */
export function renderFacts(facts: readonly Fact[]): string {
  const groups = [
    [
      "assumed",
      "Assumed",
      "Known from nowhere. The safe behaviour was chosen; the mock's `profile` makes each of them a setting, and `enos-ota probe` asks a real EnOS.",
    ],
    [
      "seen in samples",
      "Seen in samples",
      "Shown by a sample of the documentation or of the vendor's code, stated nowhere.",
    ],
    [
      "documented",
      "Documented",
      "Stated by a page of the vendor's documentation; `spec/README.md` lists the pages.",
    ],
  ] as const;
  return [
    "# What is known of the API",
    "",
    "Every description in the OpenAPI document says how well its fact is known. This page collects them.",
    "",
    ...groups.flatMap(([tag, title, intro]) => [
      `## ${title}`,
      "",
      intro,
      "",
      ...facts
        .filter((fact) => fact.tag === tag)
        .map(
          ({ place, text, pages }) => `- \`${place}\`: ${escapeMarkup(text)}${pages ? ` _(${pages})_` : ""}`,
        ),
      "",
    ]),
  ].join("\n");
}

function readFacts(description: string, place: readonly string[]): Fact[] {
  const pattern = /([\s\S]*?)\[(documented|seen in samples|assumed)(?: in ([^\]]*))?\]/g;
  return [...description.matchAll(pattern)].map(([, text = "", tag = "", pages]) => ({
    ...(pages !== undefined && { pages }),
    place: place.slice(-3).join("."),
    tag: tag as Fact["tag"],
    text: text
      .replace(/\s+/g, " ")
      .replace(/^[\s.,;]+/, "")
      .trim(),
  }));
}

function escapeMarkup(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;");
}
