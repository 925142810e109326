import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** The headers by which a business call shows who calls, by the name of their security scheme. */
export function renderAuthHeaders({ document }: Source): string {
  const schemes = Object.entries(document.components.securitySchemes);
  const headers = schemes.filter(([, { type, in: place }]) => type === "apiKey" && place === "header");
  return `
/**
 * The names of the headers that a business call must carry: for signers of your own, and for tests and proxies that
 * read what was sent. From the security schemes of the spec.
 */
export const authHeaders = ${literal(Object.fromEntries(headers.map(([scheme, { name }]) => [scheme, name])))} as const;
`;
}
