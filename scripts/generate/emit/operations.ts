import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** What the client must know to call each operation: method, path, whether it is signed, and the permission it needs. */
export function renderOperations({ document }: Source): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const permission = operation["x-enos-permission"];
      const facts = {
        name: operation.operationId,
        method: method.toUpperCase(),
        path,
        signed: operation.security?.length !== 0,
        ...(permission && { permission: `service ${permission.service}, operation ${permission.operation}` }),
      };
      return [operation.operationId, facts] as const;
    }),
  );
  return `
/** Each operation of the spec. \`permission\`: what the service account needs, from \`x-enos-permission\`. */
export const operations = ${literal(Object.fromEntries(operations))} as const;
`;
}
