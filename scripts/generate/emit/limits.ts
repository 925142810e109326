import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** Page limits and times, for client and mock: a constant each, so that a bundle carries just those that it uses. */
export function renderLimits({ document }: Source): string {
  const { sortedBy, ...limits } = document.components.schemas.PaginationRequest["x-enos-pagination"];
  const timing = document["x-enos-timing"];
  const times = {
    consistencyDelayMs: timing.consistencyDelaySeconds * 1000,
    signatureWindowMs: timing.signatureWindowSeconds * 1000,
    tokenLifetimeMs: timing.tokenLifetimeSeconds * 1000,
  };
  return `
// Limits of a page, from \`x-enos-pagination\`.
${constants(limits)}

/** The order of the list, from \`x-enos-pagination\`. */
export const sortedBy = ${literal(sortedBy)} as const;

// Times of the API in milliseconds, from \`x-enos-timing\`.
${constants(times)}
`;
}

function constants(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${literal(value)};`)
    .join("\n");
}
