import { type FieldTable, readTables } from "../source/fields.ts";
import type { Source } from "../source/source.ts";
import { tableName } from "./fields.ts";

/**
 * For each field table a function that tests equalities with every property written out: engines read a named
 * property several times faster than one whose name is computed, and filters run over many jobs.
 */
export function renderEqualities({ document }: Source): string {
  return Object.entries(readTables(document))
    .map(([schema, table]) => renderTable(tableName(schema, "EqualTo"), table))
    .join("");
}

function renderTable(name: string, table: FieldTable): string {
  const properties = Object.values(table)
    .filter(({ names }) => names === undefined)
    .map(({ property }) => property);
  const aliases = properties.map((property, index) => `${property}: value${index}`);
  const tests = properties.map((property, i) => `(value${i} === undefined || job.${property} === value${i})`);
  return `
/** Whether a job has these values; a property that is left out may have any. */
export function ${name}(wanted: {
  ${properties.map((property) => `readonly ${property}?: string;`).join("\n")}
}): (job: { ${properties.map((property) => `readonly ${property}?: unknown;`).join("\n")} }) => boolean {
  const { ${aliases.join(", ")} } = wanted;
  return (job) => ${tests.join(" && ")};
}
`;
}
