import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** The headers by which a business call shows who calls, by the name of their security scheme. */
export function renderHeaders({ document }: Source): string {
  const schemes = Object.entries(document.components.securitySchemes);
  const headers = schemes.filter(([, { type, in: place }]) => type === "apiKey" && place === "header");
  return `
/** The headers that a business call must carry, from the security schemes. */
export const headers = ${literal(Object.fromEntries(headers.map(([scheme, { name }]) => [scheme, name])))} as const;
`;
}
