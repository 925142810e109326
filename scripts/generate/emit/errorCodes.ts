import type { Source } from "../source/source.ts";
import type { ErrorCode, SpecDocument } from "../source/spec.ts";
import { literal } from "./literal.ts";
import { withoutTags } from "./prose.ts";

/** The table of business error codes for the mock, which answers with them by name and with their messages. */
export function renderErrorCodes({ document }: Source): string {
  const table = tableOf(document);
  const codes = Object.entries(table).map(([code, { name }]) => `${name}: ${code},`);
  return `
/** Each code by its name in \`x-enos-error-codes\`. */
export const codes = {
  ${codes.join("\n")}
} as const;

/**
 * The API's known codes, from \`x-enos-error-codes\`. \`recovery\`: \`refreshToken\` = a new token may help;
 * \`fixCredentials\` = no retry can help.
 */
export const errorCodes = ${literal(table)} as const;
`;
}

/** The same table for the client: meanings are comments there, because they would be a tenth of its size. */
export function renderClientErrorCodes({ document }: Source): string {
  const table = Object.entries(tableOf(document));
  const entries = table.map(
    ([code, { message, meaning, ...facts }]) => `
  /** ${message}: ${meaning} */
  "${code}": ${literal(facts)},`,
  );
  return `
/**
 * The API's known codes, from \`x-enos-error-codes\`. \`recovery\`: \`refreshToken\` = a new token may help;
 * \`fixCredentials\` = no retry can help.
 */
export const errorCodes = {${entries.join("")}
} as const;

/** A code of the API. An editor completes those that the spec lists; the API may return others. */
export type ErrorCode = ${table.map(([code]) => code).join(" | ")} | (number & Record<never, never>);

/** The name of a code. An editor completes those of this version; a newer one may know more. */
export type ErrorCodeName = ${table.map(([, { name }]) => `"${name}"`).join(" | ")} | (string & Record<never, never>);
`;
}

/** The table as users read it. */
function tableOf(document: SpecDocument): Readonly<Record<string, ErrorCode>> {
  return Object.fromEntries(
    Object.entries(document["x-enos-error-codes"]).map(([code, row]) => [
      code,
      { ...row, meaning: withoutTags(row.meaning) },
    ]),
  );
}
