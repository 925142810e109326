import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** The whole document as data, for Prism. */
export function renderDocument({ document }: Source): string {
  return `
/** The OpenAPI document that the mock serves and checks against. */
export const document: Readonly<Record<string, unknown>> = ${literal(document)};
`;
}
