import type { Impact } from "../../../spec-diff/change.ts";
import type { Edit } from "../../support/edit.ts";

/** One change of the spec and what it means. */
export interface Case {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly verdict: Impact;
  /** What `redocly diff` says of it for callers of the HTTP API; `none` where it does not look. */
  readonly redocly: "major" | "minor" | "patch" | "none";
  /** Why our verdict is another one; required where it is. */
  readonly because?: string;
}

/** Why an enum that loses a value breaks readers. */
export const neverReceived = "comparing with a value that is never received does not compile";

/** Why another keyword over the same alternatives breaks nobody. */
export const sameForms = "the types are the same, and no alternative of before is refused";

/** A field to be added. */
export const text = { type: "string", description: "New. [assumed]" };

/** A row of the table, in the order in which it is read. */
export function row(
  title: string,
  edits: readonly Edit[],
  verdict: Impact,
  redocly: Case["redocly"],
  because?: string,
): Case {
  return { title, edits, verdict, redocly, ...(because !== undefined && { because }) };
}
