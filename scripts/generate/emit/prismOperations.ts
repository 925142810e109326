import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";
import { withoutProse } from "./prose.ts";

/**
 * The operations in the form that Prism's validators read. Made here, because reading the document takes Prism longer
 * than all the rest of the server's start.
 */
export async function renderPrismOperations({ document }: Source): Promise<string> {
  // Loaded only here: other packages are generated without it.
  const { getHttpOperationsFromSpec } = await import("@stoplight/prism-http/dist/utils/operations.js");
  // Prism resolves the references within what it is given: here, within a copy.
  const operations = await getHttpOperationsFromSpec(withoutProse(document) as object);
  const byId = Object.fromEntries(operations.map((operation) => [operation.iid, operation]));
  return `
/** The operations of the spec, by their \`operationId\`, as Prism's validators read them. */
export const prismOperations: Readonly<Record<string, unknown>> = ${literal(byId)};
`;
}
