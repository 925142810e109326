import type { Source } from "./document.ts";
import { literal } from "./literal.ts";

/** The table of business error codes, for client and mock. */
export function renderErrorCodes({ document }: Source): string {
  return `
/**
 * The API's known codes, from \`x-enos-error-codes\`. \`recovery\`: \`refreshToken\` = a new token may help;
 * \`fixCredentials\` = no repeat can help.
 */
export const errorCodes = ${literal(document["x-enos-error-codes"])} as const;
`;
}
