import type { Source } from "./document.ts";
import { literal } from "./literal.ts";

/** Page limits and times, for client and mock. */
export function renderLimits({ document }: Source): string {
  const timing = document["x-enos-timing"];
  const milliseconds = {
    consistencyDelayMs: timing.consistencyDelaySeconds * 1000,
    signatureWindowMs: timing.signatureWindowSeconds * 1000,
    tokenLifetimeMs: timing.tokenLifetimeSeconds * 1000,
  };
  return `
/** Limits of a page, from \`x-enos-pagination\`. */
export const pagination = ${literal(document.components.schemas.PaginationRequest["x-enos-pagination"])} as const;

/** Times of the API in milliseconds, from \`x-enos-timing\`. */
export const timing = ${literal(milliseconds)} as const;
`;
}
