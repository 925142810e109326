import type { Source } from "../source/source.ts";
import { literal } from "./literal.ts";

/** Where each operation is found, so that the mock need not load the whole document to answer. */
export function renderRoutes({ document }: Source): string {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      operation: operationId,
      method: method.toUpperCase(),
      path,
    })),
  );
  return `
/** Where each operation of the spec is found. */
export const routes = ${literal(routes)} as const;
`;
}
