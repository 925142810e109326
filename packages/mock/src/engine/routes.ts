import { document } from "../generated/document.ts";
import type { operations } from "../generated/openapi.ts";

/** The operations of the spec. */
export type OperationId = keyof operations;

/** Where an operation is found. */
interface Route {
  readonly operation: OperationId;
  readonly method: string;
  readonly path: string;
}

/** Every operation of the spec's document. */
export const routes: readonly Route[] = Object.entries(
  document["paths"] as Readonly<Record<string, Readonly<Record<string, { operationId: OperationId }>>>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    operation: operationId,
    method: method.toUpperCase(),
    path,
  })),
);
