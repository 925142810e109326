import { readTables } from "../source/fields.ts";
import type { Source } from "../source/source.ts";
import { tableName } from "./fields.ts";
import { literal } from "./literal.ts";

/** Where each field of an expression is read in a record, for the differences that a profile of the mock can make. */
export function renderFieldSources({ document }: Source): string {
  return Object.entries(readTables(document))
    .map(([schema, table]) => {
      const rows = Object.entries(table).map(([path, { property, names, match }]) => [
        path,
        { property, names, match },
      ]);
      return `
/**
 * Where the value of each field of \`${schema}\` is read: the property of the record, and for names in several
 * languages which are read (\`any\`: each of them is tried; \`first\`: the first that the record has decides).
 */
export const ${tableName(schema, "FieldSources")} = ${literal(Object.fromEntries(rows))} as const;
`;
    })
    .join("");
}
