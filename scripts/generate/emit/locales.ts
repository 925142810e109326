import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** The locales that samples use and no page documents, for the question that the probe asks about them. */
export function renderLocales({ document }: Source): string {
  const { fields } = document.components.schemas.SearchRequest.properties.expression["x-enos-expression"];
  const open = Object.values(fields).flatMap(({ localized }) =>
    (localized?.seen ?? []).filter((locale) => !Object.hasOwn(localized?.members ?? {}, locale)),
  );
  return `
/** The locales that samples write after the name of a field, and that the documentation does not list. */
export const openLocales: readonly string[] = ${literal([...new Set(open)])};
`;
}
