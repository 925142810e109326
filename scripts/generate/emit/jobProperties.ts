import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** The names of a job's properties, for columns that users name. */
export function renderJobProperties({ document }: Source): string {
  return `
/** Every property of \`JobInfo\`, in the order of the spec. */
export const jobProperties = ${literal(Object.keys(document.components.schemas["JobInfo"]?.properties ?? {}))} as const;
`;
}
