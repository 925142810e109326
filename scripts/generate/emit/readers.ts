import { type FieldTable, readTables } from "../source/fields.ts";
import type { Source } from "../source/source.ts";
import { tableName } from "./fields.ts";

/**
 * For each field table a function for each name of a job in each of its languages, written out: engines read a named
 * property faster than one whose name is computed, and each function remembers the shape of what it reads.
 */
export function renderReaders({ document }: Source): string {
  return Object.entries(readTables(document))
    .map(([schema, table]) => renderTable(tableName(schema, "Readers"), table))
    .join("");
}

function renderTable(name: string, table: FieldTable): string {
  const localized = new Set<string>();
  const locales = new Set<string>();
  for (const { property, names } of Object.values(table)) {
    if (!names) continue;
    localized.add(property);
    for (const locale of names) locales.add(locale);
  }
  locales.delete("defaultValue");
  const readers = [...localized].flatMap((property) => [
    `"${property}.defaultValue": (job) => job.${property}?.defaultValue,`,
    ...[...locales].map(
      (locale) => `"${property}.${locale}": (job) => job.${property}?.i18nValue?.${locale},`,
    ),
  ]);
  const optional = (properties: Iterable<string>, type: string): string =>
    [...properties].map((property) => `readonly ${property}?: ${type};`).join("\n");
  const job = `${name.charAt(0).toUpperCase()}${name.slice(1)}Job`;
  return `
interface ${job} {
  ${optional(localized, `{ readonly defaultValue?: unknown; readonly i18nValue?: { ${optional(locales, "unknown")} } | null } | null`)}
}

/** Reads the names of a job in each language, such as \`name.zh_CN\`. */
export const ${name}: Readonly<Record<string, (job: ${job}) => unknown>> = {
  ${readers.join("\n")}
};
`;
}
